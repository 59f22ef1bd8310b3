package dev.coppice.repository;

import dev.coppice.git.TestRepository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A real sshd on loopback with keys and settings of its own, for whoever has the one key. */
record AnSshServer(Process process, int port, Path folder) implements AutoCloseable {

    /** Where the server's program is on this machine. */
    static Optional<Path> program() {
        return Stream.of("/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/bin/sshd")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    static AnSshServer in(Path folder, Path program) throws IOException {
        Files.createDirectories(folder);
        for (var key : new String[] {"host", "user", "stranger"}) {
            TestRepository.shell(folder, "ssh-keygen -q -t ed25519 -N '' -C '' -f " + key);
        }
        int port = freePort();
        Files.writeString(
                folder.resolve("known_hosts"),
                "[127.0.0.1]:" + port + " " + Files.readString(folder.resolve("host.pub")));
        var config = Files.writeString(folder.resolve("sshd_config"), """
                ListenAddress 127.0.0.1:%d
                HostKey "%2$s/host"
                AuthorizedKeysFile "%2$s/user.pub"
                PidFile none
                UsePAM no
                StrictModes no
                PasswordAuthentication no
                PermitRootLogin prohibit-password
                AcceptEnv GIT_PROTOCOL
                """.formatted(port, folder));
        makeRoomForPrivilegeSeparation();
        var process = new ProcessBuilder(program.toString(), "-D", "-e", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sshd.log").toFile())
                .start();
        return new AnSshServer(process, port, folder);
    }

    /** Run by root it wants this folder, which its package's service makes at each start. */
    private static void makeRoomForPrivilegeSeparation() throws IOException {
        if (System.getProperty("user.name").equals("root")) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String url(Path repository) {
        return "ssh://" + System.getProperty("user.name") + "@127.0.0.1:" + port + repository;
    }

    String file(String name) {
        return folder.resolve(name).toString();
    }

    boolean isUp() throws IOException {
        return Files.readString(folder.resolve("sshd.log")).contains("Server listening");
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
