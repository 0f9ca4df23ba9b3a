#!/bin/sh
# layers.sh [FOLDER]: who may include whom, and the one door of each
# third-party header (CONTRIBUTING.md has the picture). Prints every line that
# breaks a rule as "file:line: why", then one line of result.
set -u
if [ $# -gt 0 ]; then
	cd "$1" || exit 1
else
	cd "$(dirname "$0")/.." || exit 1
fi
find base engine banks generators render scan cli portal \
	-name '*.[ch]' 2>/dev/null | sort | xargs grep -nHE \
	'^[[:space:]]*#[[:space:]]*include[[:space:]]*["<]' | awk '
# A file belongs to a layer; the floor says who stands below whom.
function layer(path, parts, n)
{
	n = split(path, parts, "/")
	if (parts[1] == "engine")
		return n > 2 ? "engine/" parts[2] : "engine"
	if (parts[1] == "render")
		return n > 2 ? "render/" parts[2] : "render"
	return parts[1]
}
function floor_of(name)
{
	return name in floors ? floors[name] : -1
}
function complain(why)
{
	print where ": " why
	faults++
}
function inside(from, to, target)
{
	if (floor_of(to) < 0) {
		# What the build makes from a file beside it.
		complain("\"" target "\" is in no layer")
	} else if (to == from) {
		return
	} else if (floor_of(to) > floor_of(from)) {
		complain(from " must not include " to ", which stands above it")
	} else if (floor_of(to) == floor_of(from)) {
		complain(from " must not include its sibling " to)
	}
}
function door(file, header, i)
{
	for (i = 1; i <= doors; i++)
		if (header ~ ("^(" pattern[i] ")$")) {
			if (file !~ ("^(" allowed[i] ")$"))
				complain("<" header "> has its door in " name[i])
			else if (single[i] && user[i] && user[i] != file)
				complain("<" header "> has its door in " user[i] " already")
			user[i] = file
			return
		}
}
function add_door(headers, files, text, one)
{
	doors++
	pattern[doors] = headers
	allowed[doors] = files
	name[doors] = text
	single[doors] = one
}
BEGIN {
	floors["base"] = 0
	floors["engine/model"] = 1
	floors["engine/store"] = floors["engine/assemble"] = 2
	floors["engine/score"] = floors["engine/analyse"] = 2
	floors["engine"] = 3
	floors["banks"] = floors["generators"] = floors["scan"] = 4
	# Within render/: type below the renderers, what documents say above.
	floors["render/type"] = 4
	floors["render/pdf"] = floors["render/html"] = 4.3
	floors["render/figure"] = 4.3
	floors["render/docx"] = floors["render/xlsx"] = 4.3
	floors["render"] = 4.6
	floors["cli"] = floors["portal"] = 6
	outside = "^(banks|generators|scan|render.*)$"

	add_door("xlsxwriter.*", "render/xlsx/.*", "render/xlsx/")
	add_door("sqlite3.*", "engine/store/.*", "engine/store/")
	add_door("hpdf.*", "render/pdf/.*", "render/pdf/")
	add_door("hb.*|harfbuzz/.*", "render/(type|pdf)/.*", "render/type/ and render/pdf/")
	add_door("yaml\\.h", "base/.*", "one file of base/", 1)
	add_door("(cjson/)?cJSON\\.h", "base/.*", "one file of base/", 1)
	add_door("pcre2.*", "base/.*", "one file of base/", 1)
	add_door("md4c.*", "base/.*", "one file of base/", 1)
	add_door("libxml/HTMLparser\\.h", "base/markup/html\\.c", "base/markup/html.c")
	add_door("libxml/.*", "base/xml\\.c", "base/xml.c")
	add_door("gmp\\.h", "base/algebra/rational\\.c", "base/algebra/rational.c")
	add_door("zip\\.h", "base/archive(_write)?\\.c", "base/archive.c and archive_write.c")
	add_door("coin/.*", "base/lp\\.c", "base/lp.c")
	add_door("utf8proc\\.h", "base/utf8\\.c", "base/utf8.c")
	add_door("openssl/.*", "base/hash\\.c", "base/hash.c")
	add_door("libintl\\.h", "base/i18n\\.c", "base/i18n.c")
	add_door("png\\.h", "base/image_png\\.c", "base/image_png.c")
	add_door("jpeglib\\.h", "base/image_jpeg\\.c", "base/image_jpeg.c")
	add_door("(zlib|libdeflate)\\.h", "render/pdf/.*|base/.*", "base/ and render/pdf/")
}
{
	split($0, field, ":")
	file = field[1]
	where = field[1] ":" field[2]
	target = $0
	sub(/^[^"<]*["<]/, "", target)
	sub(/[">].*$/, "", target)
	includes++
	if ($0 ~ /include[ \t]*</) {
		door(file, target)
		next
	}
	if (target ~ /\.\./)
		complain("\"" target "\": name headers from the root of the tree")
	from = layer(file)
	to = layer(target)
	# render/ is one neighbour to banks, generators and scan.
	if (from ~ outside && to ~ outside && \
	    substr(from, 1, 6) != substr(to, 1, 6))
		complain(from " must not include its sibling " to)
	else
		inside(from, to, target)
}
END {
	if (!includes) {
		print "not ok - layers: no source found"
		exit 1
	}
	print (faults ? "not ok" : "ok") " - layers: " includes " includes"
	exit faults > 0
}'
