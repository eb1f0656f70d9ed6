// @ts-check
/// <reference path="leave.js" />
/** The second part of keep.js where no pages are to be kept: a device that has the worker loses it, and all it kept. */
worker.addEventListener("install", () => worker.skipWaiting());
worker.addEventListener("activate", (event) => event.waitUntil(leave()));
