# scores.awk: a table of 0 and 1 of `people` by `items`, from the two-parameter
# model.
function random()
{
	seed = (seed * 16807) % 2147483647
	return seed / 2147483647
}
BEGIN {
	seed = 11
	printf "id"
	for (k = 1; k <= items; k++) {
		printf ",i%d", k
		a[k] = 0.6 + 1.2 * random()
		d[k] = 3 * random() - 1.5
	}
	print ""
	for (p = 1; p <= people; p++) {
		t = -6
		for (i = 0; i < 12; i++)
			t += random()
		line = p
		for (k = 1; k <= items; k++)
			line = line "," (random() < 1 / (1 + exp(-a[k] * t - d[k])))
		print line
	}
}
