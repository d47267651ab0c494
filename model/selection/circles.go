package selection

import "math"

// circles returns which circle of a graph each node is of, a node in none being one
// of its own, and how many there are. A circle has a larger number than those that it
// leads to. This is Tarjan's algorithm ("Depth-first search and linear graph
// algorithms", 1972), with a stack of its own: types can be a chain of any length.
func circles(next [][]int32) (of []int32, n int) {
	type visit struct {
		node int32
		done int // how many of its edges were followed
	}
	var way []visit
	var open []int32 // nodes whose circle is not complete
	of = make([]int32, len(next))
	met := make([]int32, len(next)) // when, from 1 on
	low := make([]int32, len(next)) // when the first open node was met that it leads to
	count := int32(0)
	enter := func(node int32) {
		count++
		met[node], low[node] = count, count
		open = append(open, node)
		way = append(way, visit{node: node})
	}
	for start := range next {
		if met[start] != 0 {
			continue
		}
		enter(int32(start))
		for len(way) > 0 {
			at := &way[len(way)-1]
			node := at.node
			if at.done < len(next[node]) {
				to := next[node][at.done]
				at.done++
				if met[to] == 0 {
					enter(to)
				} else {
					low[node] = min(low[node], low[to])
				}
				continue
			}
			way = way[:len(way)-1]
			if low[node] == met[node] {
				for closed := false; !closed; {
					last := len(open) - 1
					id := open[last]
					of[id], low[id] = int32(n), math.MaxInt32 // closed: nobody gets to an open node by it
					open, closed = open[:last], id == node
				}
				n++
			}
			if len(way) > 0 {
				above := way[len(way)-1].node
				low[above] = min(low[above], low[node])
			}
		}
	}
	return of, n
}
