package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/docmill/docmill/config"
	"github.com/docmill/docmill/parser/markdown"
)

// overlayCommand starts, lists and accepts corrections of pages.
type overlayCommand struct {
	sourceFlags
	sections, rows []string
}

func (c *overlayCommand) bind(fs *pflag.FlagSet) {
	c.sourceFlags.bind(fs)
	fs.StringArrayVar(&c.sections, "section", nil, "new: only the section `TITLE`, with those in it; can be given several times")
	fs.StringArrayVar(&c.rows, "row", nil, "new: only the table row whose first cell is `NAME`; can be given several times")
}

func (c *overlayCommand) run(e *env, args []string) error {
	action, pages := args[0], args[1:]
	switch {
	case action == "new" && len(pages) == 1:
		return c.start(e, pages[0])
	case action == "new":
		return errors.New("overlay new needs one PAGE: a file, or the end of its path")
	case len(c.sections)+len(c.rows) > 0:
		return errors.New("--section and --row are for overlay new")
	case action == "list" && len(pages) == 0:
		return c.list(e)
	case action == "accept":
		return c.accept(e, pages)
	}
	return fmt.Errorf("overlay %s: want new PAGE, list, or accept [PAGE...]", strings.Join(args, " "))
}

// start writes a new correction into the first overlay folder.
func (c *overlayCommand) start(e *env, page string) error {
	src, dirs, name, err := c.find(e, page)
	if err != nil {
		return err
	}
	if len(dirs) == 0 {
		return errors.New("say where corrections are kept: --overlay DIR, or overlays in " + config.Name)
	}
	if err := src.checkOverlays(e, dirs); err != nil {
		return err
	}
	if err := os.MkdirAll(e.path(dirs[0]), 0o777); err != nil {
		return fmt.Errorf("overlay folder %s: %w", dirs[0], reason(err))
	}
	if err := src.correct(e, dirs); err != nil {
		return err
	}
	text, err := src.overlays.Start(name, 0, c.sections, c.rows)
	if err != nil {
		return err
	}
	file := path.Join(filepath.ToSlash(dirs[0]), name)
	err = writeCorrection(e.path(dirs[0]), name, text)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already; edit it, or remove it to start anew", file)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", file, reason(err))
	}
	fmt.Fprintf(e.stdout, "wrote %s\nCorrect it, then see what docmill makes of it:\n\tdocmill show%s --stage=page %s\n", file, c.again(src), name)
	return nil
}

// writeCorrection writes a file that is not there yet into a folder, and nowhere else.
func writeCorrection(dir, name string, text []byte) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	if err := root.MkdirAll(path.Dir(name), 0o777); err != nil {
		return err
	}
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	return errors.Join(err, f.Close())
}

// again returns the flags with which another command reads the same: those that
// were given, as far as they say what is read.
func (c *overlayCommand) again(src *source) string {
	var out strings.Builder
	if c.config != "" {
		out.WriteString(" --config " + c.config)
	}
	if c.target != "" {
		out.WriteString(" --target " + c.target)
	}
	for _, l := range src.layers {
		switch {
		case l.overlay && c.settings.has("overlays"):
			out.WriteString(" --overlay " + l.name)
		case l.overlay:
		case c.settings.has("sample"):
			out.WriteString(" --sample=" + path.Base(l.name))
		case c.settings.has("docs"):
			out.WriteString(" --docs " + l.name)
		}
	}
	return out.String()
}

// find returns the documentation that has the page, without corrections, with
// the overlay folders for it. Of several targets the first is meant.
func (c *overlayCommand) find(e *env, page string) (src *source, dirs []string, name string, err error) {
	targets, err := c.targets(e)
	if err != nil {
		return nil, nil, "", err
	}
	var errs []error
	for _, t := range targets {
		dirs := t.Overlays
		t.Overlays = nil
		src, err := openTarget(e, t)
		if err != nil {
			return nil, nil, "", err
		}
		if name, err = src.find(e, page); err == nil {
			return src, dirs, name, nil
		}
		errs = append(errs, err)
	}
	return nil, nil, "", errors.Join(errs...)
}

// list prints each correction with its kind and what there is to say about it.
func (c *overlayCommand) list(e *env) error {
	sources, err := c.sources(e)
	if err != nil {
		return err
	}
	for _, src := range sources {
		for _, corr := range src.corrections() {
			found, corrects, err := src.overlays.State(corr)
			if err != nil {
				return err
			}
			state := "ok"
			if !corrects {
				state = "added"
			}
			if len(found) > 0 {
				var codes []string
				for _, d := range found {
					codes = append(codes, d.Rule.Code)
				}
				slices.Sort(codes)
				state = strings.Join(slices.Compact(codes), ", ")
			}
			fmt.Fprintf(e.stdout, "%s\t%s\t%s\n", src.locate(corr.File()), corr.Kind, state)
		}
	}
	return nil
}

// corrections returns the corrections of the source, none if it has no overlays.
func (s *source) corrections() []*markdown.Correction {
	if s.overlays == nil {
		return nil
	}
	return s.overlays.All()
}

// accept writes into corrections the digest of what they replace now: into those
// of the pages, or into all that have another one.
func (c *overlayCommand) accept(e *env, pages []string) error {
	sources, err := c.sources(e)
	if err != nil {
		return err
	}
	seen := make(map[string]bool)
	for _, src := range sources {
		for _, corr := range src.corrections() {
			file := src.locate(corr.File())
			named := slices.ContainsFunc(pages, func(p string) bool { return isNamed(corr.Name, file, p) })
			if len(pages) > 0 && !named || seen[file] {
				continue
			}
			seen[file] = true
			if err := c.acceptOne(e, src, corr, file, named); err != nil {
				return err
			}
		}
	}
	if len(seen) == 0 && len(pages) > 0 {
		return fmt.Errorf("no correction of %s", strings.Join(pages, ", "))
	}
	return nil
}

// isNamed reports whether a user means a correction, which corrects the page
// name and stands in file.
func isNamed(name, file, arg string) bool {
	arg = path.Clean(filepath.ToSlash(arg))
	return arg == file || arg == name || strings.HasSuffix(name, "/"+arg)
}

// acceptOne writes the digest into a correction. One without a digest gets it if
// it is named.
func (c *overlayCommand) acceptOne(e *env, src *source, corr *markdown.Correction, file string, named bool) error {
	text, err := src.overlays.Accept(corr)
	if err != nil {
		return err
	}
	if now, err := src.overlays.Digest(corr); err != nil || now == corr.Base || corr.Base == "" && !named {
		return err
	}
	if err := writeWhole(filepath.Join(src.layers[corr.Root].dir, filepath.FromSlash(corr.Name)), text); err != nil {
		return fmt.Errorf("%s: %w", file, reason(err))
	}
	fmt.Fprintf(e.stdout, "accepted %s\n", file)
	return nil
}
