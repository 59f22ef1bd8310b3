package dev.coppice.web;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real browser, Debian's chromium, in which a test does what a person does. Where there is none the test is skipped, and says so. */
final class Browser implements AutoCloseable {

    private static final Path PROGRAM = Path.of(System.getProperty("coppice.test.chromium", "/usr/bin/chromium"));
    private static final Path DRIVER =
            Path.of(System.getProperty("coppice.test.chromedriver", "/usr/bin/chromedriver"));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** With nothing from before: its profile is a new folder below this one. */
    static Browser open(Path folder) throws IOException {
        assumeTrue(
                Files.isExecutable(PROGRAM) && Files.isExecutable(DRIVER),
                "no " + PROGRAM + " and " + DRIVER + " here (packages chromium and chromium-driver)");
        var options = new ChromeOptions();
        options.setBinary(PROGRAM.toString());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + Files.createTempDirectory(folder, "profile"));
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        var driver = new ChromeDriver(service, options);
        driver.manage().window().setSize(new Dimension(1400, 900));
        return new Browser(driver);
    }

    ChromeDriver driver() {
        return driver;
    }

    void visit(String address) {
        driver.get(address);
    }

    /** The path that the page is at. */
    String path() {
        return (String) script("return location.pathname");
    }

    Object script(String text, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(text, arguments);
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    int count(String selector) {
        return all(selector).size();
    }

    /** Waits until there is one, and for this that it does not go away while it is looked at. */
    WebElement find(String selector) {
        await(() -> count(selector) > 0);
        return all(selector).getFirst();
    }

    /** What a person can read there; empty if it is not there. */
    String text(String selector) {
        return (String) script(
                "const found = document.querySelector(arguments[0]); return found ? found.innerText : ''", selector);
    }

    void awaitText(String selector, String words) {
        await(() -> text(selector).contains(words));
    }

    /** Of those that say exactly this. */
    void click(String selector, String words) {
        await(() -> all(selector).stream()
                .filter(element -> element.getText().strip().equals(words))
                .findFirst()
                .map(element -> {
                    element.click();
                    return true;
                })
                .orElse(false));
    }

    void click(String selector) {
        await(() -> {
            find(selector).click();
            return true;
        });
    }

    /** As if it were pasted. */
    void fill(String selector, String text) {
        script(
                "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', { bubbles: true }))",
                find(selector),
                text);
    }

    static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreException(StaleElementReferenceException.class)
                .until(condition);
    }

    /** What the browser complained of since it was asked last: scripts that broke, and what the page's policy forbids. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    void becomes(String theme) {
        script(
                "localStorage.setItem('coppice.theme', arguments[0]); document.documentElement.dataset.theme = arguments[0]",
                theme);
    }

    /** Of the width that most have. */
    void becomesAPhone() {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 390, "height", 844, "deviceScaleFactor", 1, "mobile", false));
    }

    void becomesADesk() {
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    /** Whether it shows the page as it would be on paper. */
    void prints(boolean paper) {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", paper ? "print" : ""));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
