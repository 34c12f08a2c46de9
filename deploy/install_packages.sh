# Sourced by run and test. need <list>… installs what is missing of deploy/packages/<list>.txt.
# As root it installs at once; as another user it asks before it uses sudo, and says what to type when it may not ask.

say() { printf '%s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }

missing_packages()
{
    local list name
    for list in "$@"; do
        while read -r name; do
            case $name in '' | '#'*) continue ;; esac
            # shellcheck disable=SC2016
            [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || printf '%s\n' "$name"
        done <"$root/deploy/packages/$list.txt"
    done | sort -u
}

need()
{
    local missing as_root=() answer
    command -v dpkg-query >/dev/null || die "This needs Debian 12 or 13 (no dpkg-query here)."
    mapfile -t missing < <(missing_packages "$@")
    [ ${#missing[@]} -eq 0 ] && return 0

    say "Packages to install (${#missing[@]}): ${missing[*]}"
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || die "Not root and no sudo here. As root: apt-get install ${missing[*]}"
        if [ -t 0 ]; then
            read -r -p "Install them with sudo? [y/N] " answer
            case $answer in [yYcC]*) ;; *) die "Nothing installed. By hand: sudo apt-get install ${missing[*]}" ;; esac
        else
            sudo -n true 2>/dev/null || die "No terminal to ask on. By hand: sudo apt-get install ${missing[*]}"
        fi
        as_root=(sudo)
    fi
    "${as_root[@]}" apt-get update -qq
    # Dpkg::Progress-Fancy shows a bar on a terminal and nothing in a log.
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
        -o Dpkg::Progress-Fancy=1 "${missing[@]}"
}
