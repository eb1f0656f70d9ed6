"""A WebKitGTK browser for the tests: WebKitWebDriver starts it and drives it, and it can print.

`webkit_window.py FOLDER WIDTH HEIGHT` runs FOLDER/preload.js on each page before its own scripts, and saves
downloads to FOLDER. A page that posts a path to the message handler `paper` is printed to it.
Run by the system's Python, which has the bindings of GTK; `--is-here` fails where something is missing.
"""

import sys
from pathlib import Path

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402


def print_to(manager, message, view):
    path = message.get_js_value().to_string()
    settings = Gtk.PrintSettings()
    settings.set_printer("Print to File")
    settings.set(Gtk.PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf")
    settings.set(Gtk.PRINT_SETTINGS_OUTPUT_URI, Path(f"{path}.part").as_uri())
    settings.set_scale(75)  # as in Safari, where a CSS pixel is 3/4 of a point; here it is a whole point
    letter = Gtk.PageSetup()
    letter.set_paper_size_and_default_margins(Gtk.PaperSize.new("na_letter"))
    operation = WebKit2.PrintOperation(web_view=view, print_settings=settings, page_setup=letter)
    # The file is complete as soon as it exists.
    operation.connect("finished", lambda _: Path(f"{path}.part").rename(path))
    operation.print_()


def new_view(context, folder, size):
    view = WebKit2.WebView(web_context=context, is_controlled_by_automation=True)
    pages = view.get_user_content_manager()
    pages.register_script_message_handler("paper")
    pages.connect("script-message-received::paper", print_to, view)
    everywhere, start = WebKit2.UserContentInjectedFrames.ALL_FRAMES, WebKit2.UserScriptInjectionTime.START
    preload = (folder / "preload.js").read_text(encoding="utf-8")
    pages.add_script(WebKit2.UserScript.new(preload, everywhere, start, None, None))
    window = Gtk.Window(default_width=size[0], default_height=size[1])
    window.add(view)
    window.show_all()
    view.connect("close", lambda _: window.destroy())
    return view


def save(context, download, folder):
    # As above, the file is complete as soon as it exists.
    def begin(_, name):
        download.set_destination((folder / f"{name}.part").as_uri())
        download.connect("finished", lambda _: (folder / f"{name}.part").rename(folder / name))

    download.connect("decide-destination", begin)


def start(context, session, folder, size):
    # Selenium asks for a browser of this name.
    name = WebKit2.ApplicationInfo()
    name.set_name("MiniBrowser")
    session.set_application_info(name)
    session.connect("create-web-view", lambda _: new_view(context, folder, size))


def main():
    folder, size = Path(sys.argv[1]), [int(each) for each in sys.argv[2:]]
    context = WebKit2.WebContext.new_ephemeral()
    # A proxy that doesn't exist, so that nothing leaves this machine.
    nobody = WebKit2.NetworkProxySettings.new("http://127.0.0.1:9", ["127.0.0.1"])
    context.get_website_data_manager().set_network_proxy_settings(WebKit2.NetworkProxyMode.CUSTOM, nobody)
    context.set_automation_allowed(True)
    context.connect("download-started", save, folder)
    context.connect("automation-started", start, folder, size)
    Gtk.main()


if __name__ == "__main__" and "--is-here" not in sys.argv:
    main()
