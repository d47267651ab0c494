//go:build !unix

package meter

import "time"

// processorTime is not known here: benchmarks report 0.
func processorTime() time.Duration { return 0 }
