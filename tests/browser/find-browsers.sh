#!/bin/sh
# Look for the browsers of the tests. As root on Debian, what is missing is installed; elsewhere it is named.
# Chromium, which also prints the handouts, must be there; the tests of an absent Firefox or WebKit are skipped.
set -eu

has() { for name in "$@"; do if command -v "$name" >/dev/null 2>&1; then return 0; fi; done; return 1; }

missing=
has chromium chromium-browser google-chrome google-chrome-stable ||
  [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ] || missing="chromium"
has firefox-esr firefox || [ -d /Applications/Firefox.app ] || missing="$missing firefox-esr"
has WebKitWebDriver || missing="$missing webkit2gtk-driver"

if [ "$missing" ] && [ "$(id -u)" = 0 ] && has apt-get; then
  apt-get update -qq
  # shellcheck disable=SC2086 # a list of packages
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $missing >/dev/null
  exit 0
fi
for package in $missing; do
  echo "A browser of the tests isn't here. On Debian: sudo apt install $package" >&2
done
case $missing in chromium*)
  echo "Chromium must be there (on macOS: Google Chrome). Install it, then run this again." >&2
  exit 1
esac
