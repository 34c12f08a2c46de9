"""A real Chromium, headless, and what every page of the console must hold: contrast, labels, focus, weight."""
import os
import pathlib
import shutil
import sys
import tempfile

WIDTH, HEIGHT = 1366, 768
HEAVIEST = 150 * 1024

# faint(e): the contrast of an element's text with what lies behind it where that is below WCAG's 4.5:1 (3:1 for large text), else null.
COLOURS = r"""
const lum = c => { const v = c.map(x => { x /= 255; return x <= .03928 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4; }); return .2126 * v[0] + .7152 * v[1] + .0722 * v[2]; };
const parse = s => { const m = s.match(/[\d.]+/g).map(Number); return m.length > 3 ? m : [...m, 1]; };
const behind = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor); if (c[3] === 1) return c; } return [255, 255, 255, 1]; };
const faint = e => {
  const style = getComputedStyle(e), a = lum(parse(style.color)), b = lum(behind(e)), ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && +style.fontWeight >= 700);
  return ratio < (large ? 3 : 4.5) ? ratio : null;
};
"""
CONTRAST = COLOURS + r"""
const bad = [];
for (const e of document.querySelectorAll("body *")) {
  if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())) continue;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  if (style.visibility === "hidden" || box.width < 2 || box.right < 0) continue;
  const ratio = faint(e);
  if (ratio !== null) bad.push(`${ratio.toFixed(2)} ${e.tagName} "${e.textContent.trim().slice(0, 40)}"`);
}
return bad;
"""

# Controls without a name, ids that occur twice, targets lower than 24 px, and the page wider than the window.
NAMES = r"""
const bad = [];
for (const e of document.querySelectorAll("input:not([type=hidden]), select, textarea, button, a[href]")) {
  const name = e.getAttribute("aria-label") || (e.labels && e.labels.length && e.labels[0].textContent.trim()) || e.textContent.trim();
  if (!name) bad.push("no name: " + e.outerHTML.slice(0, 120));
  const box = e.getBoundingClientRect();
  if (box.width && box.left >= 0 && box.height < 20) bad.push("too low: " + e.outerHTML.slice(0, 120));
}
const ids = [...document.querySelectorAll("[id]")].map(e => e.id);
for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i))) bad.push("id twice: " + id);
if (document.querySelectorAll("h1").length !== 1) bad.push("not one h1");
if (!document.documentElement.lang) bad.push("no language");
if (document.documentElement.scrollWidth > document.documentElement.clientWidth) bad.push("wider than the window");
return bad;
"""


class Browser:
    """with Browser() as page: …"""

    def __init__(self):
        from selenium import webdriver
        from selenium.webdriver.chrome.service import Service
        self.profile = tempfile.mkdtemp(prefix="commune-chromium-")
        options = webdriver.ChromeOptions()
        for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                     "--disable-dev-shm-usage", "--lang=vi", "--hide-scrollbars",
                     "--force-prefers-reduced-motion", f"--user-data-dir={self.profile}", f"--window-size={WIDTH},{HEIGHT}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        self.driver.set_page_load_timeout(60)
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                                    {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.driver.quit()
        shutil.rmtree(self.profile, ignore_errors=True)

    def one(self, css):
        from selenium.webdriver.common.by import By
        return self.driver.find_element(By.CSS_SELECTOR, css)

    def there(self, css):
        from selenium.webdriver.common.by import By
        return bool(self.driver.find_elements(By.CSS_SELECTOR, css))

    def document(self):
        """Which document stands there; None between two pages."""
        from selenium.webdriver.common.by import By
        found = self.driver.find_elements(By.CSS_SELECTOR, "html")
        return found[0].id if found else None

    def text(self):
        return self.one("body").text

    def fill(self, name, value):
        """What is typed into the field of this name, in place of what stands there."""
        field = self.one(f"[name='{name}']")
        if field.get_attribute("type") in ("date", "datetime-local") or field.tag_name == "select":
            self.driver.execute_script("arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', {bubbles: true}))",
                                       field, value)
        else:
            field.clear()
            field.send_keys(value)

    def keys(self, *keys):
        """To whatever has the focus, as a keyboard would."""
        self.driver.switch_to.active_element.send_keys(*keys)

    def focused(self):
        return self.driver.execute_script("const e = document.activeElement; return (e.getAttribute('name') || e.textContent || '').trim()")

    def go(self, url):
        self.driver.get(url)

    def picture(self, path):
        """The whole page, not only what fits the window."""
        height = max(HEIGHT, self.driver.execute_script("return document.documentElement.scrollHeight"))
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                                    {"width": WIDTH, "height": height, "deviceScaleFactor": 1, "mobile": False})
        self.driver.save_screenshot(str(path))
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                                    {"width": WIDTH, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": False})

    def settled(self):
        """The picture of what the kiosk would show is there, or it is said that there is none."""
        return self.driver.execute_script("const words = document.getElementById('board-words');"
                                          " return !words || words.textContent !== words.dataset.drawing")

    def faults(self):
        """What is wrong with the page that is shown; empty when nothing is."""
        bad = [f"contrast {line}" for line in self.driver.execute_script(CONTRAST)] + self.driver.execute_script(NAMES)
        bad += [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"
                and "favicon" not in entry["message"] and " 422 " not in entry["message"] and " 403 " not in entry["message"]]
        return bad

    def weight(self):
        """Bytes over the line for the page and its parts, with an empty cache."""
        self.driver.execute_cdp_cmd("Network.enable", {})
        self.driver.execute_cdp_cmd("Network.clearBrowserCache", {})
        self.driver.refresh()
        return self.driver.execute_script("return performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource'))"
                                          ".reduce((sum, e) => sum + e.transferSize, 0)")


def main():
    """Runs the tests of the program; skipped (77) without a browser to drive."""
    import case
    try:
        import selenium  # noqa: F401
    except ImportError:
        # Debian's package is for Debian's interpreter, which may not be the first in PATH.
        if pathlib.Path(sys.executable).resolve() != pathlib.Path("/usr/bin/python3").resolve():
            os.execv("/usr/bin/python3", ["/usr/bin/python3", *sys.argv])
        print("python3-selenium is not installed (deploy/packages/test.txt)")
        sys.exit(77)
    if not shutil.which("chromedriver") or not shutil.which("chromium"):
        print("chromium-driver is not installed (deploy/packages/test.txt)")
        sys.exit(77)
    case.main()
