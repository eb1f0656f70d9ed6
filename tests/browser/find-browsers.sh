#!/bin/sh
# Look for the browsers of the tests. As root on Debian, what is missing is installed; elsewhere it is named.
# Chromium, which also prints the handouts, must be there. Without Firefox or WebKit, their tests say so.
set -eu

has() { for name in "$@"; do if command -v "$name" >/dev/null 2>&1; then return 0; fi; done; return 1; }
can_install() { [ "$(id -u)" = 0 ] && has apt-get; }
install() { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null; }
# WebKit is driven in a window of the system's GTK, on a screen that nobody sees.
has_webkit() {
  has WebKitWebDriver && has Xvfb &&
    /usr/bin/python3 -c 'import gi; gi.require_version("WebKit2", "4.1")' 2>/dev/null
}

# Debian's Chromium without windows opens a page in half the time. Where there is none, the whole one does.
if can_install && ! has chromium-headless-shell; then
  install chromium-headless-shell 2>/dev/null || true
fi

missing=
has chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable ||
  [ -x "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" ] || missing="chromium"
has firefox-esr firefox || missing="$missing firefox-esr"
has_webkit || missing="$missing webkit2gtk-driver gir1.2-webkit2-4.1 python3-gi xvfb"

if [ "$missing" ] && can_install; then
  # shellcheck disable=SC2086 # a list of packages
  install $missing
elif [ "$missing" ]; then
  echo "Not all browsers of the tests are here. On Debian, install them with: sudo apt install $missing" >&2
  case $missing in chromium*)
    echo "Chromium (on macOS: Google Chrome) must be there: install it, then run this again." >&2
    exit 1
  esac
fi
