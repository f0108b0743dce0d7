# What zsh makes of a line when the tabulator key is pressed at its end: complete.zsh SCRIPT DIRECTORY LINE FILE
# The line goes to FILE. Only a shell with a terminal completes, so that it runs in one of its own.
zmodload zsh/zpty
zpty shell zsh -f -i
{
    zpty -w shell "cd ${(q)2}; autoload -Uz compinit; compinit -u -D; source ${(q)1}; zstyle ':completion:*' format ''"
    zpty -w shell "report() { print -r -- \$BUFFER > ${(q)4}.new; mv ${(q)4}.new ${(q)4} }; zle -N report; bindkey '^G' report; bindkey '^I' complete-word"
    zpty -w shell "print READY''.; : "
    zpty -r -m shell line '*READY.*'
    zpty -w -n shell "$3"$'\t\a'
    repeat 200; do
        [[ -e $4 ]] && break
        sleep 0.05
    done
} always {
    zpty -d shell
}
