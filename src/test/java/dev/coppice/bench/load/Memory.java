package dev.coppice.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a JVM of this machine holds. */
record Memory(long pid) {

    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+([0-9]+) kB");
    private static final Pattern LIVE = Pattern.compile("(?m)^Total.* ([0-9]+)$");
    private static final int KILO = 1024;

    /** One JSON line, after so many seconds. */
    String line(long seconds) throws IOException, InterruptedException {
        return String.format(
                Locale.ROOT,
                "{\"figure\":\"memory\",\"seconds\":%d,\"resident_mib\":%d,\"live_mib\":%.1f}",
                seconds,
                residentMebibytes(),
                liveMebibytes());
    }

    /** Mebibytes of the process. */
    private long residentMebibytes() throws IOException {
        var status = Files.readString(Path.of("/proc", Long.toString(pid), "status"));
        var found = RESIDENT.matcher(status);
        return found.find() ? Long.parseLong(found.group(1)) / KILO : 0;
    }

    /** Mebibytes of the objects that are reachable; the JVM collects its garbage for the answer. */
    private double liveMebibytes() throws IOException, InterruptedException {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        var process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        var found = LIVE.matcher(answer);
        return found.find() ? Double.parseDouble(found.group(1)) / KILO / KILO : Double.NaN;
    }
}
