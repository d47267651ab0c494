package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/docmill/docmill/config"
)

// readConfig reads the configuration file name.
func readConfig(e *env, name string) (*config.File, error) {
	f, err := config.Open(e.path(name))
	if err != nil {
		return nil, fmt.Errorf("configuration %s: %w", name, reason(err))
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, config.MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("configuration %s: %w", name, reason(err))
	}
	return config.Read(name, data)
}

// findConfig reads docmill.yaml in the working directory, nil if there is none.
func findConfig(e *env) (*config.File, error) {
	if _, err := os.Stat(e.path(config.Name)); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return readConfig(e, config.Name)
}
