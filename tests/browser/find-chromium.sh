#!/bin/sh
# Make sure that there is a Chromium for the browser tests: an installed one, else by apt as root.
set -eu
for name in chromium chromium-browser google-chrome google-chrome-stable; do
  if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ]; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null
  exit 0
fi
echo "The browser tests need Chromium, and there is none here." >&2
echo "Install it (Debian: sudo apt install chromium; macOS: Google Chrome), then run make test again." >&2
exit 1
