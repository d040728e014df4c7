package judge

// The bounds of the stories of one program. A step takes some 100 bytes.
const (
	maxSteps = 3_000_000 // that they take together
	quickly  = 5         // by which that is divided if somebody waits for what is found in one file
	hastily  = 30        // by which it is divided if an agent waits to write a file
	share    = 10        // one script may take this part of the steps that are left
	minSteps = 10_000    // one script may take so many as long as any are left
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
