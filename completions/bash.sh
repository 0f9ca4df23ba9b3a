#!/bin/sh
# bash.sh DETHI: writes the completion for bash out of the program's own table
# of commands, as its manual tells it, so that it cannot go stale.
set -eu
LC_ALL=C.UTF-8 "$1" help --markdown --lang en | awk '
function option_words(text, list, words, i, n)
{
	n = split(text, words, " ")
	for (i = 1; i <= n; i++)
		if (words[i] ~ /^--?[a-z]/) {
			sub(/,$/, "", words[i])
			list = list " " words[i]
		}
	return list
}
/^## dethi / {
	command = $3
	commands = commands " " command
}
/^\| `-/ {
	split($0, cell, "`")
	if (command)
		options[command] = options[command] option_words(cell[2])
	else
		everywhere = everywhere option_words(cell[2])
}
END {
	print "# bash completion for dethi; made from its table of commands."
	print "_dethi()"
	print "{"
	print "\tlocal word=${COMP_WORDS[COMP_CWORD]} before= command= i"
	print "\tlocal everywhere=\"" substr(everywhere, 2) "\""
	print "\tlocal commands=\"" substr(commands, 2) "\""
	print "\tfor ((i = 1; i < COMP_CWORD; i++)); do"
	print "\t\tcase $before:${COMP_WORDS[i]} in"
	print "\t\t-b:* | --bank:* | --lang:* | *:-*) ;;"
	print "\t\t*)"
	print "\t\t\tcommand=${COMP_WORDS[i]}"
	print "\t\t\tbreak"
	print "\t\t\t;;"
	print "\t\tesac"
	print "\t\tbefore=${COMP_WORDS[i]}"
	print "\tdone"
	print "\tCOMPREPLY=()"
	print "\tif [[ ${COMP_WORDS[COMP_CWORD - 1]} == --lang ]]; then"
	print "\t\tCOMPREPLY=($(compgen -W \"vi en\" -- \"$word\"))"
	print "\t\treturn"
	print "\tfi"
	print "\tif [[ $word != -* ]]; then"
	print "\t\t[[ $command && $command != help ]] && return"
	print "\t\tCOMPREPLY=($(compgen -W \"$commands\" -- \"$word\"))"
	print "\t\treturn"
	print "\tfi"
	print "\tcase $command in"
	n = split(substr(commands, 2), names, " ")
	for (i = 1; i <= n; i++)
		if (options[names[i]] != "")
			print "\t" names[i] ") everywhere+=\"" \
				options[names[i]] "\" ;;"
	print "\tesac"
	print "\tCOMPREPLY=($(compgen -W \"$everywhere\" -- \"$word\"))"
	print "}"
	print "complete -o default -F _dethi dethi"
}'
