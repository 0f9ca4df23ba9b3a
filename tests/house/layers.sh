#!/bin/sh
# layers.sh can fail: trees that break its rules one at a time.
. tests/lib.sh

# A file of a tree with these lines; the tree is otherwise sound.
tree()
{
	mkdir -p tree/base tree/engine/model tree/engine/store tree/banks \
		tree/render/type tree/render/pdf tree/cli
	echo '#include "base/str.h"' >tree/base/str.c
	path=tree/$1
	shift
	printf '%s\n' "$@" >"$path"
}

layers()
{
	sh "$root/tests/layers.sh" tree
}

sound()
{
	tree base/str.c '#include "base/str.h"' '#include <string.h>'
	tree base/yaml_read.c '#include <yaml.h>'
	tree engine/store/sql.c '#include <sqlite3.h>' \
		'#include "engine/model/question.h"'
	tree engine/build.c '#include "engine/store/store.h"'
	tree render/pdf/pdf.c '#include <hpdf.h>' '#include <hb.h>' \
		'#include "render/type/display.h"'
	tree cli/main.c '#include "engine/build.h"' '#include "banks/format.h"'
	run 0 layers
	has out "ok - layers"
	hasnt out "not ok"
}

# broken FILE WHY LINE…: that line in that file is named.
broken()
{
	why=$2
	tree "$1" "$3" ${4+"$4"}
	run 1 layers
	has out "not ok - layers"
	has out "$1:"
	has out "$why"
	rm -r tree
}

upwards()
{
	broken base/str.c "stands above" '#include "engine/model/question.h"'
	broken engine/model/pool.c "stands above" \
		'#include "engine/store/store.h"'
	broken engine/store/sql.c "stands above" '#include "engine/build.h"'
	broken banks/gift.c "stands above" '#include "cli/cli.h"'
	broken render/type/flow.c "stands above" '#include "render/pdf/pdf.h"'
	broken render/pdf/pdf.c "stands above" '#include "render/paper.h"'
}

siblings()
{
	broken engine/store/sql.c "sibling" \
		'#include "engine/assemble/check.h"'
	broken banks/gift.c "sibling" '#include "render/type/font.h"'
	broken render/paper.c "sibling" '#include "banks/format.h"'
	broken render/pdf/pdf.c "sibling" '#include "render/html/html.h"'
}

doors()
{
	broken cli/main.c "has its door" '#include <sqlite3.h>'
	broken render/type/font.c "has its door" '#include <hpdf.h>'
	broken banks/native.c "has its door" '	# include <yaml.h>'
	broken base/str.c "has its door" '#include <utf8proc.h>'
	broken base/str.c "has its door" '#include <openssl/evp.h>'
	broken cli/main.c "has its door" '#include <libintl.h>'
	broken base/image_jpeg.c "has its door" '#include <png.h>'
	broken render/pdf/pdf.c "has its door" '#include <jpeglib.h>'
	broken render/paper.c "has its door" '#include <hb-ot.h>'
}

second_door()
{
	tree base/yaml_read.c '#include <yaml.h>'
	broken base/yaml_write.c "already" '#include <yaml.h>'
}

strange_paths()
{
	broken cli/main.c "root of the tree" '#include "../base/str.h"'
	broken cli/main.c "in no layer" '#include "str.h"'
}

nothing_at_all()
{
	mkdir tree
	run 1 layers
	has out "not ok"
}

TEST sound
TEST upwards
TEST siblings
TEST doors
TEST second_door
TEST strange_paths
TEST nothing_at_all
result
