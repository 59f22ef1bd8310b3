#!/bin/sh
# Makes starts of a packaged Coppice quick: quick-start.sh FOLDER, where FOLDER holds quarkus-run.jar; JAVA_HOME says which Java.
#
# Leaves start.options there, for java @FOLDER/start.options: all jars in one class path, and an AOT cache (JEP 514) of the classes that a
# service which does tasks had in use. They hold for this path and this Java only: look for the path in start.options before using it.
# More options about modules would make the JVM leave the cache alone. A folder that has it already is left as it is.
set -eu

app=$(cd "$1" && pwd -P)
java=$JAVA_HOME/bin/java

# Quarkus's own bytecode goes before what it replaces.
class_path() {
  for jar in "$app"/quarkus/transformed-bytecode.jar "$app"/quarkus/generated-bytecode.jar "$app"/app/*.jar "$app"/lib/boot/*.jar \
    "$app"/lib/main/*.jar; do
    printf '%s:' "$jar"
  done
}

# $1: what is done with the cache. The processor belongs to agents and their checks: the better compiler takes more of it than it ever
# gives back here, and a small heap at first is soon clean. What the JVM remarks on a cache would go to standard output, which is the program's.
options() {
  cat <<END
"$1"
-XX:TieredStopAtLevel=1
-XX:+UseSerialGC
-Xms64m
--enable-native-access=ALL-UNNAMED
--sun-misc-unsafe-memory-access=allow
-Xlog:aot*=off
-Xlog:cds*=off
--add-opens=java.base/java.lang=ALL-UNNAMED
--add-opens=java.base/java.nio=ALL-UNNAMED
--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED
-Djava.util.logging.manager=org.jboss.logmanager.LogManager
-cp
"$(class_path)"
dev.coppice.Main
END
}

# Nothing of the user's: a server, a database or a login of theirs must not come into it. The pid stays the program's.
alone() {
  cd "$work"
  exec env -i PATH="$PATH" HOME="$work" TMPDIR="$work" LC_ALL=C.UTF-8 JAVA_HOME="$JAVA_HOME" COPPICE_HOME="$work/home" "$@"
}

sample_repository() {
  mkdir "$work/repository"
  printf '## Batch 1: Sample\n\n### Task 1.1: Sample\n\n```sh\necho sample > sample\n```\n\n### Task 1.2: Sample\n\n```sh\necho more > more\n```\n' \
    >"$work/repository/plan.md"
  (alone git init -q -b main repository)
  (alone git -C repository add plan.md)
  (alone git -C repository -c user.name=sample -c user.email=sample@example.org commit -q -m sample)
}

# A service does a plan, as it will be used, and is stopped; the JVM writes the cache as it ends.
train() {
  sample_repository
  options "-XX:AOTCacheOutput=$app/start.aot" >"$work/options"
  (alone "$java" "@$work/options" serve --port 0 --agent shell --workers 1 --repo "$work/repository") >"$work/log" 2>&1 &
  service=$!
  until [ -f "$work/home/service" ]; do
    kill -0 "$service" 2>/dev/null || fail "the service did not start"
    sleep 0.1
  done
  (alone sh -c 'cd repository && exec "$@"' sh "$java" -jar "$app/quarkus-run.jar" submit plan.md --wait) >>"$work/log" 2>&1 || done=no
  kill "$service"
  wait "$service" || :
  [ "$done" = yes ] || fail "the sample was not done"
  [ -s "$app/start.aot" ] || fail "no cache was written"
}

fail() {
  echo "quick-start: $*; starts stay slower:" >&2
  cat "$work/log" >&2
  exit 1
}

# Quotes and backslashes mean something else in a file of options.
case $app in *[\"\\:]*) echo "quick-start: not for this path: $app" >&2; exit 0 ;; esac
if [ -f "$app/start.options" ] && grep -qF "=$app/start.aot\"" "$app/start.options" &&
  [ -z "$(find "$app/quarkus" "$app/app" "$app/lib" -newer "$app/start.options" -print | head -n 1)" ]; then
  exit 0
fi
rm -f "$app/start.options" "$app/start.aot"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
done=yes
train
options "-XX:AOTCache=$app/start.aot" >"$work/start.options"
mv "$work/start.options" "$app/start.options"
