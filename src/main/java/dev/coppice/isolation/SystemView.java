package dev.coppice.isolation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What every program finds on any machine: programs, libraries, and those settings of the machine that hold no secrets. */
final class SystemView {

    private static final List<Path> PROGRAMS = paths(
            "/bin",
            "/sbin",
            "/lib",
            "/lib32",
            "/lib64",
            "/libx32",
            "/nix/store",
            "/gnu/store",
            "/run/current-system/sw");

    private static final List<Path> SETTINGS = paths(
            "/etc/passwd",
            "/etc/group",
            "/etc/nsswitch.conf",
            "/etc/hosts",
            "/etc/host.conf",
            "/etc/resolv.conf",
            "/etc/gai.conf",
            "/etc/services",
            "/etc/protocols",
            "/etc/localtime",
            "/etc/timezone",
            "/etc/locale.alias",
            "/etc/locale.conf",
            "/etc/os-release",
            "/etc/debian_version",
            "/etc/ld.so.cache",
            "/etc/ld.so.conf",
            "/etc/ld.so.conf.d",
            "/etc/alternatives",
            "/etc/ssl/certs",
            "/etc/ssl/cert.pem",
            "/etc/ssl/openssl.cnf",
            "/etc/ca-certificates",
            "/etc/ca-certificates.conf",
            "/etc/pki/tls/certs",
            "/etc/pki/ca-trust",
            "/etc/pki/java",
            "/etc/crypto-policies",
            "/etc/mime.types",
            "/etc/magic",
            "/etc/terminfo",
            "/etc/inputrc",
            "/etc/bash.bashrc",
            "/etc/profile",
            "/etc/fonts",
            "/etc/maven");

    /** What root may write to even without a capability, on the whole machine's behalf; bubblewrap itself leaves some of it open. */
    private static final List<Path> KERNEL =
            paths("/proc/sys", "/proc/sysrq-trigger", "/proc/fs", "/proc/irq", "/proc/bus");

    /** Settings of languages that come in a folder for each version. */
    private static final String VERSIONED = "{java,python,perl,php,ruby}*";

    private SystemView() {}

    private static List<Path> paths(String... paths) {
        return List.of(paths).stream().map(Path::of).toList();
    }

    static void show(Mounts mounts) throws IOException {
        mounts.readOnly(Path.of("/usr"));
        for (var path : PROGRAMS) {
            mounts.asOnHost(path);
        }
        for (var path : SETTINGS) {
            mounts.readOnly(path);
        }
        for (var path : versioned()) {
            mounts.readOnly(path);
        }
        mounts.with("--proc", "/proc", "--dev", "/dev");
        for (var path : KERNEL) {
            mounts.readOnly(path);
        }
        mounts.empty(Path.of("/run"));
    }

    private static List<Path> versioned() {
        try (var folders = Files.newDirectoryStream(Path.of("/etc"), VERSIONED)) {
            var found = new ArrayList<Path>();
            folders.forEach(found::add);
            return found;
        } catch (IOException e) {
            return List.of();
        }
    }
}
