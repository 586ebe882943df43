# Sourced by run, test and framescope: a JDK, a Maven and the Debian packages they need.
# Expects $root, the top of the checkout.

MAVEN_VERSION=3.9.12 # Tycho 5 fails with the Maven of Debian 12 (3.8.7)
JDK_NEEDED=21
SCREEN="-screen 0 1600x1000x24"

build_dir="$root/releng/target"

# What a workbench needs to draw on a display that nobody sees.
DISPLAY_PACKAGES=(xvfb xauth libgtk-3-0 fonts-dejavu-core adwaita-icon-theme)

die() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 2
}

say() {
  printf '%s\n' "$*" >&2
}

# jdk_feature DIR: prints the feature version (21, 25, ...) of the JDK in DIR, or fails.
jdk_feature() {
  local version
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ -n "$version" ] && printf '%s\n' "$version"
}

# Sets JAVA_HOME: the caller's if it is new enough, else the newest under /usr/lib/jvm.
find_jdk() {
  local dir feature best=0 home=
  if [ -n "${JAVA_HOME:-}" ] && feature=$(jdk_feature "$JAVA_HOME") && [ "$feature" -ge $JDK_NEEDED ]; then
    export JAVA_HOME
    return
  fi
  for dir in /usr/lib/jvm/*; do
    if feature=$(jdk_feature "$dir") && [ "$feature" -gt "$best" ]; then
      best=$feature
      home=$dir
    fi
  done
  [ "$best" -ge $JDK_NEEDED ] ||
    die "needs a JDK of at least $JDK_NEEDED: install one, or set JAVA_HOME to its folder"
  export JAVA_HOME=$home
}

# installed_maven ARGUMENT...: runs the Maven of this system, away from this project's extensions, in
# a new folder: the unpack goal notes there what it has done, and would not do it again.
installed_maven() {
  local output status=0 scratch
  command -v mvn >/dev/null || die "needs Maven: install the package maven"
  scratch=$(mktemp -d)
  output=$(cd "$scratch" && mvn -q -B "$@" 2>&1) || status=$?
  rm -rf "$scratch"
  [ $status -eq 0 ] || printf '%s\n' "$output" >&2
  return $status
}

# Sets MAVEN: a Maven that Tycho works with, fetched once by the installed one.
find_maven() {
  local home="$build_dir/apache-maven-$MAVEN_VERSION" fetched="$build_dir/maven-download"
  MAVEN="$home/bin/mvn"
  [ -x "$MAVEN" ] && return
  say "Fetching Maven $MAVEN_VERSION"
  rm -rf "$fetched"
  mkdir -p "$fetched"
  installed_maven org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack \
    -Dartifact="org.apache.maven:apache-maven:$MAVEN_VERSION:zip:bin" \
    -DoutputDirectory="$fetched" || die "could not fetch Maven $MAVEN_VERSION"
  chmod +x "$fetched/apache-maven-$MAVEN_VERSION/bin/mvn"
  mv "$fetched/apache-maven-$MAVEN_VERSION" "$home"
  rmdir "$fetched"
}

# package_installed NAME: under its own name or that of the 64-bit time transition.
package_installed() {
  [[ $(dpkg-query -W -f=' ${db:Status-Status} ' "$1" "$1t64" 2>/dev/null) == *" installed "* ]]
}

# need_packages PACKAGE...: installs the Debian packages that are missing, or says which.
need_packages() {
  local package missing=() sudo=()
  if ! command -v dpkg-query >/dev/null; then
    say "This is no Debian system: these packages, or what they are called here, must be there: $*"
    return
  fi
  for package in "$@"; do
    package_installed "$package" || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || die "needs these packages, as root: apt-get install ${missing[*]}"
    sudo=(sudo)
  fi
  say "Installing ${missing[*]}"
  local install=("${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install
    -y -qq --no-install-recommends "${missing[@]}")
  "${install[@]}" >/dev/null 2>&1 && return
  "${sudo[@]}" apt-get update -qq >&2 || die "apt-get update failed"
  "${install[@]}" >&2 || die "could not install ${missing[*]}"
}

# newer_than STAMP PATH...: whether STAMP is missing or a source under the paths is newer. Folders of
# sources count too, because removing a file touches its folder; other folders change in every build.
newer_than() {
  local stamp=$1
  shift
  [ -e "$stamp" ] || return 0
  [ -n "$(find "$@" -name target -prune -o \
    \( -type f ! -name '.*' -o -type d -path '*/src*' \) -newer "$stamp" -print -quit)" ]
}
