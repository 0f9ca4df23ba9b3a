# Dethi: make help lists the targets; CONTRIBUTING.md says how the parts fit.
VERSION = 0.1.0
export BUILD = build
PREFIX = /usr/local
export CORPUS =

# Debian packages: to build, to test (with a small TeX), to measure.
DEPS = gcc libc6-dev make pkg-config libsqlite3-dev libpcre2-dev libhpdf-dev \
	libcjson-dev libyaml-dev libharfbuzz-dev libmd4c-dev libssl-dev \
	libutf8proc-dev coinor-libclp-dev libdeflate-dev libxml2-dev libpng-dev libjpeg62-turbo-dev libzip-dev libgmp-dev libxlsxwriter-dev gettext fonts-texgyre fonts-texgyre-math fonts-lmodern fonts-liberation2 fonts-dejavu-core
DEPS_CHECK = clang clang-format git unzip poppler-utils qpdf mupdf-tools man-db \
	strace sqlite3 jq libxml2-utils shellcheck texlive-latex-base lmodern chromium nodejs:node npm:npx
DEPS_BENCH = coinor-cbc lp-solve texlive-latex-extra texlive-lang-other texlive-fonts-recommended

PKGS = sqlite3 libpcre2-8 libcjson yaml-0.1 libxml-2.0 harfbuzz harfbuzz-subset md4c \
	libcrypto libutf8proc libdeflate zlib libpng libjpeg libzip xlsxwriter
CFLAGS = -O2 -g
WARN = -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes \
	-Wmissing-prototypes -Werror
CPPFLAGS = -I. -I$(BUILD) -D_DEFAULT_SOURCE -D_POSIX_C_SOURCE=200809L \
	-DVERSION='"$(VERSION)"' -include base/banned.h \
	$(shell pkg-config --cflags $(PKGS) 2>/dev/null)
LIBS = -lhpdf -lClp -lgmp $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lm
COMPILE = $(CC) $(if $(findstring render/xlsx/,$<),-DNOT_BANNED) -std=c11 -pthread -ffp-contract=off $(CPPFLAGS) $(CFLAGS) $(WARN) -MMD -MP

FOLDERS = base engine banks generators render scan cli
SOURCES := $(sort $(shell find $(FOLDERS) -name '*.c' 2>/dev/null))
LIBRARY := $(filter-out cli/main.c,$(SOURCES))
UNITS := $(sort $(wildcard tests/unit/test_*.c))
FUZZERS := $(sort $(wildcard tests/fuzz/fuzz_*.c))
BENCHES := $(sort $(wildcard tests/bench/bench_*.c))
CONTENT := $(sort $(wildcard tests/content/solve_*.c))
CHECKS := $(sort $(wildcard tests/content/check*.c))
PROGRAMS = $(UNITS:%.c=$(BUILD)/%) $(FUZZERS:%.c=$(BUILD)/%)
OURS = find $(wildcard $(FOLDERS) tests) -name '*.[ch]'

# As many jobs as processors, for newcomers do not type -j.
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(shell nproc 2>/dev/null || echo 1) --no-print-directory
endif
# V=1 shows whole commands.
Q = $(if $(V),,@)
say = @$(if $(V),:,echo "  $(1) $(2)")
.DELETE_ON_ERROR .SECONDARY .SUFFIXES:

all: $(BUILD)/dethi $(BUILD)/share ## build the program at build/dethi

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' Makefile | expand -t 12

deps: ## install every Debian package needed to build and to test
	@sh tests/deps.sh $(DEPS) $(DEPS_CHECK)

deps-build: # what make demo and make all need
	@sh tests/deps.sh $(DEPS)

deps-bench: ## install what make bench compares with (TeX, large)
	@sh tests/deps.sh $(DEPS) $(DEPS_CHECK) $(DEPS_BENCH)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(call say,cc,$<)
	$(Q)$(COMPILE) -c -o $@ $<

$(BUILD)/libdethi.a: $(LIBRARY:%.c=$(BUILD)/%.o)
	@rm -f $@
	@$(AR) rcs $@ $^

$(BUILD)/dethi: $(BUILD)/cli/main.o $(BUILD)/libdethi.a
	$(call say,ld,$@)
	$(Q)$(CC) $(CFLAGS) -o $@ $^ $(LIBS)

# What is text in the source tree, as C: SQL, the table of symbols.
$(BUILD)/%.h: % base/text.sh
	@mkdir -p $(@D)
	@sh base/text.sh $< >$@
$(BUILD)/engine/store/schema.o: $(BUILD)/engine/store/schema.sql.h
$(BUILD)/base/math/symbols.o: $(BUILD)/base/math/symbols.txt.h
$(BUILD)/render/quiz.o $(BUILD)/render/analysis_page.o $(BUILD)/render/fairness_page.o $(BUILD)/render/marks_page.o: $(addprefix $(BUILD)/render/html/,quiz.js.h quiz.css.h analysis.css.h pupil.css.h)

# What the program reads at run time, laid out as under PREFIX/share.
$(BUILD)/share: $(wildcard po/*.po) $(shell find presets themes banks/data -type f)
	@rm -rf $@
	@mkdir -p $@/locale/vi/LC_MESSAGES $@/dethi
	@test ! -f po/vi.po || msgfmt -o $@/locale/vi/LC_MESSAGES/dethi.mo po/vi.po
	@cp -r presets themes $@/dethi && cp -r banks/data $@/dethi/banks
	@touch $@

$(BUILD)/tests/%: $(BUILD)/tests/%.o $(BUILD)/libdethi.a
	$(call say,ld,$@)
	$(Q)$(CC) $(CFLAGS) -o $@ $^ $(LIBS)
$(BUILD)/tests/unit/test_content: $(CONTENT:%.c=$(BUILD)/%.o)
$(BUILD)/tests/unit/test_templates: $(CHECKS:%.c=$(BUILD)/%.o)

check: deps ## build and run every test
	@$(MAKE) all $(PROGRAMS)
	@sh tests/run.sh

asan: ## the same under the address and undefined sanitizers
	@$(MAKE) BUILD=build/asan CFLAGS="-O1 -g -fno-omit-frame-pointer \
	-fsanitize=address,undefined -fno-sanitize-recover=undefined" check
torture: $(BUILD)/tests/torture/torture; @$< ## fail each disk call, die at each

clang: ## build with clang, with its warnings
	@$(MAKE) BUILD=build/clang CC=clang all $(PROGRAMS:$(BUILD)/%=build/clang/%)

layers: ## who includes whom, and the doors of third-party headers
	@sh tests/layers.sh

headers: ## every header compiles alone
	@$(OURS) -name '*.h' ! -name banned.h | sort | xargs -P 2 -n 1 \
	$(CC) -std=c11 $(CPPFLAGS) $(WARN) -fsyntax-only -x c

fmt: ## format the source
	@$(OURS) | xargs clang-format -i
fmt-check:
	@$(OURS) | xargs clang-format --dry-run --Werror

# What the program says, for translators; po/vi.po is brought up to date.
POT = $(BUILD)/dethi.pot
messages:
	@$(OURS) ! -path 'tests/*' -o -name '*.def' | sort | xgettext -f - \
	-o $(POT) --language=C --from-code=UTF-8 --keyword=_ --keyword=N_ \
	--keyword=i18n_plural:1,2 --package-name=dethi --add-location=file
po: messages ## bring po/vi.po up to date with the source
	@msgmerge -q --update --backup=none po/vi.po $(POT)
	@msgfmt --check --statistics -o /dev/null po/vi.po

manual: all ## write what of the manual the program says itself
	@BUILD=$(BUILD) sh tests/manual.sh

bench: all $(BENCHES:%.c=$(BUILD)/%) ## measure, as ratios to peers in one run
	@BUILD=$(BUILD) sh tests/bench/run.sh

demo: deps-build ## papers, keys and guide from the shipped bank in out/demo/
	@$(MAKE) -s all
	@BUILD=$(BUILD) sh tests/demo.sh

install: all ## program, data, manual pages and completions under PREFIX
	@BUILD=$(BUILD) DESTDIR="$(DESTDIR)" PREFIX="$(PREFIX)" sh tests/install.sh

uninstall: ## take away what install put there
	@DESTDIR="$(DESTDIR)" PREFIX="$(PREFIX)" sh tests/install.sh --remove
clean: ; rm -rf build out ## remove what was built

.PHONY: all help deps deps-build deps-bench check asan torture clang layers \
	headers fmt fmt-check messages po manual bench demo install uninstall clean

-include $(patsubst %.c,$(BUILD)/%.d,$(SOURCES) $(CONTENT) $(CHECKS)) $(PROGRAMS:%=%.d)
