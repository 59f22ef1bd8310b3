#!/bin/sh
# Runs every tests/test_*.sh; fails with the first that fails.
set -e
for test in tests/test_*.sh; do
  sh -e "$test"
  echo "ok $test"
done
