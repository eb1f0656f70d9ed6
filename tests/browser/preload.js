// Runs before the scripts of each page: the day is November 24, 2026, noon in New York, and what goes
// wrong is written down.
{
  const now = Date.UTC(2026, 10, 24, 17);
  globalThis.Date = class extends Date {
    constructor(...given) {
      super(...(given.length ? given : [now]));
    }
    static now() {
      return now;
    }
  };

  const faults = [];
  const error = console.error;
  console.error = (...said) => {
    faults.push(said.join(" "));
    error(...said);
  };
  addEventListener("error", ({ message, target }) => {
    faults.push(message || `didn't load: ${target.outerHTML}`);
  }, true);
  addEventListener("unhandledrejection", ({ reason }) => faults.push(`${reason}`));
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
    faults.push(`refused by ${violatedDirective}: ${blockedURI}`);
  });
  const away = ({ name }) => !name.startsWith(location.origin) && !/^(data|blob):/.test(name);
  globalThis.__faults = () => [
    ...faults,
    ...performance.getEntriesByType("resource").filter(away).map(({ name }) => `another host: ${name}`),
  ];

  globalThis.__restored = false;
  addEventListener("pageshow", ({ persisted }) => {
    globalThis.__restored = persisted;
  });
}
