package judge

// The bounds of the stories of one program: how many steps they take together, by how much less that is if somebody waits for what
// is found in one file or an agent waits to write it, which part of those that are left one script may take, and how many it may take as long as any are left. A
// step takes some 100 bytes.
const (
	maxSteps = 3_000_000
	quickly  = 5
	hastily  = 30
	share    = 10
	minSteps = 10_000
)

// limits are the numbers of steps that scripts may take: few, so that it seldom changes when the ones before take more or fewer.
var limits = []int{minSteps, 20_000, 50_000, 100_000, 200_000, maxSteps / share}

// limitOf returns how many steps a script may take when so many are left for it and those after it.
func limitOf(left int) int {
	for _, limit := range limits {
		if left/share <= limit {
			return limit
		}
	}
	return limits[len(limits)-1]
}
