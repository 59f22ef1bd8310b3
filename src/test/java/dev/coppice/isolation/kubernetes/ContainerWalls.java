package dev.coppice.isolation.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs a pod's container on this machine: with its mounts and nothing else of the disk but the system's programs, as its user, with a root that
 * cannot be written to, by bubblewrap.
 */
record ContainerWalls(
        Container container, Map<String, Path> volumes, Map<String, String> environment, Path report, long user) {

    List<String> words() {
        var words = new ArrayList<>(List.of(
                "bwrap",
                "--unshare-user",
                "--unshare-pid",
                "--die-with-parent",
                "--new-session",
                "--uid",
                Long.toString(user),
                "--gid",
                Long.toString(user),
                "--ro-bind",
                "/usr",
                "/usr",
                "--ro-bind",
                "/etc",
                "/etc",
                "--proc",
                "/proc",
                "--dev",
                "/dev",
                "--bind",
                report.toString(),
                container.getTerminationMessagePath()));
        List.of("bin", "sbin", "lib", "lib64")
                .forEach(name -> words.addAll(List.of("--symlink", "usr/" + name, "/" + name)));
        // As runtimes do it: what lies deeper comes later, and over the rest.
        var mounts = container.getVolumeMounts().stream()
                .sorted(Comparator.comparingInt(
                        mount -> Path.of(mount.getMountPath()).getNameCount()))
                .toList();
        for (var mount : mounts) {
            boolean isReadOnly = Boolean.TRUE.equals(mount.getReadOnly());
            words.addAll(List.of(
                    isReadOnly ? "--ro-bind" : "--bind",
                    volumes.get(mount.getName()).toString(),
                    mount.getMountPath()));
        }
        if (Boolean.TRUE.equals(container.getSecurityContext().getReadOnlyRootFilesystem())) {
            words.addAll(List.of("--remount-ro", "/"));
        }
        words.add("--clearenv");
        var all = new TreeMap<>(Map.of("PATH", "/usr/local/bin:/usr/bin:/bin"));
        all.putAll(environment);
        all.forEach((name, value) -> words.addAll(List.of("--setenv", name, value)));
        if (container.getWorkingDir() != null) {
            words.addAll(List.of("--chdir", container.getWorkingDir()));
        }
        container.getCommand().forEach(word -> words.add(expanded(word)));
        return words;
    }

    /** As the cluster does it: two dollar signs are one, and a name in brackets is a variable where there is one. */
    private String expanded(String word) {
        var out = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char sign = word.charAt(i);
            char next = i + 1 < word.length() ? word.charAt(i + 1) : ' ';
            int end = word.indexOf(')', i);
            if (sign == '$' && next == '$') {
                out.append('$');
                i++;
            } else if (sign == '$' && next == '(' && end > 0) {
                var name = word.substring(i + 2, end);
                out.append(environment.getOrDefault(name, "$(" + name + ")"));
                i = end;
            } else {
                out.append(sign);
            }
        }
        return out.toString();
    }
}
