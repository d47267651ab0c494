package selection

// This file finds the shortest ways from what a pattern matches to what is in a part.

// A way leads from a root to a target. There may be millions, of which one is
// shown.
type way struct {
	pattern  string
	edge     edge // to the root
	root     int
	target   int
	distance map[int]int // of nodes from the target
}

// ways returns one from each root that leads to target, in the order of the roots.
func (t *tracer) ways(target int) []way {
	s := t.part
	distance := s.distances(target)
	var out []way
	seen := make(map[string]bool)
	for _, root := range s.roots {
		if _, ok := distance[root]; !ok {
			continue
		}
		for _, why := range s.from[root] {
			name := why.pattern + "\x00" + s.graph.name(root)
			if why.from >= 0 || seen[name] {
				continue
			}
			seen[name] = true
			out = append(out, way{why.pattern, why.edge, root, target, distance})
		}
	}
	return out
}

// chain returns the shortest chain of a way.
func (t *tracer) chain(w way) Chain {
	out := Chain{w.pattern, []Step{t.step(w.edge)}}
	for from := w.root; from != w.target; {
		for _, e := range t.part.next(from) {
			if d, ok := w.distance[e.to]; ok && d+cost(e) == w.distance[from] {
				if e.need != needSelf {
					out.Steps = append(out.Steps, t.step(e))
				}
				from = e.to
				break
			}
		}
	}
	return out
}

// cost is what an edge adds to the length of a chain.
func cost(e edge) int {
	if e.need == needSelf {
		return 0
	}
	return 1
}

// distances returns how far the nodes of the part are from target that lead to
// it.
func (s *Part) distances(target int) map[int]int {
	type back struct{ from, cost int }
	into := make(map[int][]back)
	for id := range s.graph.edges {
		if len(s.from[id]) == 0 {
			continue
		}
		for _, e := range s.next(id) {
			into[e.to] = append(into[e.to], back{id, cost(e)})
		}
	}
	out := map[int]int{target: 0}
	level := []int{target}
	for len(level) > 0 {
		var above []int
		for i := 0; i < len(level); i++ {
			for _, b := range into[level[i]] {
				if _, ok := out[b.from]; ok {
					continue
				}
				if out[b.from] = out[level[i]] + b.cost; b.cost == 0 {
					level = append(level, b.from)
				} else {
					above = append(above, b.from)
				}
			}
		}
		level = above
	}
	return out
}
