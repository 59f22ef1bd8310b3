package dev.coppice.ops;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

/** Is the service's port free? */
record PortExamination(int port) implements Examination {

    @Override
    public String name() {
        return "port " + port;
    }

    @Override
    public List<Finding> look() {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return List.of(Finding.ok(name(), "free"));
        } catch (IOException e) {
            return List.of(Finding.warning(
                    name(),
                    "not free: " + e.getMessage(),
                    "only `coppice serve` needs it; give that another one with --port"));
        }
    }
}
