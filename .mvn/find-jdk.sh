# Sourced by mvnw and coppice: one way of finding a JDK for both.
#
# require_jdk NAME sets and exports JAVA_HOME, or ends the script with one line that starts with NAME.
# Order: JAVA_HOME, PATH, then the folders in which JDKs are usually found, there the wanted version before newer ones.
# COPPICE_JDK_ROOT is put before the absolute folders; the tests set it.

WANTED_JDK=25

require_jdk() {
  if jdk=$(find_jdk); then
    JAVA_HOME=$jdk
    export JAVA_HOME
  else
    echo "$1: needs a JDK $WANTED_JDK or newer, and none is in JAVA_HOME, on PATH or in the usual folders;" \
      "install one (such as Eclipse Temurin $WANTED_JDK) or set JAVA_HOME" >&2
    exit 3
  fi
}

# Prints the home of a JDK that will do.
find_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && will_do "$JAVA_HOME"; then
    printf '%s\n' "$JAVA_HOME"
    return 0
  fi
  if javac=$(command -v javac); then
    javac=$(real_file "$javac")
    home=${javac%/bin/javac}
    if will_do "$home"; then
      printf '%s\n' "$home"
      return 0
    fi
  fi
  newer=
  for home in \
    "${COPPICE_JDK_ROOT:-}"/usr/lib/jvm/* \
    "${COPPICE_JDK_ROOT:-}"/usr/java/* \
    "${COPPICE_JDK_ROOT:-}"/opt/* \
    "${COPPICE_JDK_ROOT:-}"/opt/java/* \
    "${HOME:-}"/.sdkman/candidates/java/* \
    "${HOME:-}"/.jdks/* \
    "${COPPICE_JDK_ROOT:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$(java_home_tool)"; do
    version=$(jdk_version "$home") || continue
    if [ "$version" -eq "$WANTED_JDK" ]; then
      printf '%s\n' "$home"
      return 0
    fi
    if [ "$version" -gt "$WANTED_JDK" ] && [ -z "$newer" ]; then
      newer=$home
    fi
  done
  [ -n "$newer" ] && printf '%s\n' "$newer"
}

will_do() {
  found=$(jdk_version "$1") && [ "$found" -ge "$WANTED_JDK" ]
}

# Prints the feature version of the JDK in the folder $1; fails if there is none, or only a run-time.
jdk_version() {
  [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
  full=
  if [ -r "$1/release" ]; then
    while IFS='=' read -r key value; do
      if [ "$key" = JAVA_VERSION ]; then full=$value; fi
    done <"$1/release"
  fi
  if [ -z "$full" ]; then
    full=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version \("[^"]*"\).*/\1/p' | head -n 1)
  fi
  full=${full#\"}
  feature=${full%%[!0-9]*}
  [ -n "$feature" ] && printf '%s\n' "$feature"
}

# On macOS the system knows JDKs that lie elsewhere.
java_home_tool() {
  tool="${COPPICE_JDK_ROOT:-}/usr/libexec/java_home"
  if [ -x "$tool" ]; then "$tool" -v "$WANTED_JDK+" 2>/dev/null || true; fi
}

# Follows links to the file itself; readlink -f is not everywhere.
real_file() {
  file=$1
  while [ -h "$file" ]; do
    link=$(readlink "$file")
    case $link in
      /*) file=$link ;;
      *) file=$(dirname "$file")/$link ;;
    esac
  done
  printf '%s/%s\n' "$(cd "$(dirname "$file")" && pwd -P)" "$(basename "$file")"
}
