package dev.coppice.isolation;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The head of a request to a proxy.
 *
 * @param target {@code host:port} of a CONNECT, else a whole URL
 * @param headers without those that are for the proxy alone
 */
record ProxyRequest(String method, String target, String host, int port, List<String> headers) {

    private static final int LONGEST_HEAD = 32 << 10;
    private static final String END = "\r\n\r\n";

    /** Those of one connection's two ends; each request gets a connection of its own, so that each is judged. */
    private static final List<String> FOR_THE_PROXY = List.of("proxy-", "connection:", "keep-alive:");

    ProxyRequest {
        headers = List.copyOf(headers);
    }

    /** Byte by byte, so that nothing of what follows the head is taken; an exception if there is no head that can be understood. */
    static ProxyRequest read(ReadableByteChannel from) throws IOException {
        return parse(readHead(from));
    }

    /** Everything up to the empty line. */
    static String readHead(ReadableByteChannel from) throws IOException {
        var head = new StringBuilder();
        var one = ByteBuffer.allocate(1);
        while (head.length() < LONGEST_HEAD && from.read(one) == 1) {
            head.append((char) (one.get(0) & 0xFF));
            one.clear();
            if (head.length() >= END.length() && head.indexOf(END, head.length() - END.length()) >= 0) {
                return head.toString();
            }
        }
        throw new HostRefusedException("no request, or one with too long a head");
    }

    private static ProxyRequest parse(String head) throws HostRefusedException {
        var lines = head.strip().split("\r\n", -1);
        var words = lines[0].split(" ", -1);
        if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
            throw new HostRefusedException("not a request of HTTP/1: " + lines[0]);
        }
        var headers =
                Stream.of(lines).skip(1).filter(ProxyRequest::isForTheHost).toList();
        try {
            boolean isTunnel = words[0].equals("CONNECT");
            var address = URI.create(isTunnel ? "http://" + words[1] : words[1]);
            if (address.getHost() == null || !"http".equalsIgnoreCase(address.getScheme())) {
                throw new HostRefusedException("not the address of a host: " + words[1]);
            }
            int port = address.getPort() < 0 ? (isTunnel ? 443 : 80) : address.getPort();
            return new ProxyRequest(words[0], words[1], plain(address.getHost()), port, headers);
        } catch (IllegalArgumentException malformed) {
            throw new HostRefusedException("not an address: " + words[1]);
        }
    }

    private static boolean isForTheHost(String header) {
        var small = header.toLowerCase(Locale.ROOT);
        return FOR_THE_PROXY.stream().noneMatch(small::startsWith);
    }

    private static String plain(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    boolean isTunnel() {
        return method.equals("CONNECT");
    }

    /** As the host itself is asked, or another proxy, with what that wants to be told besides. */
    byte[] head(boolean toProxy, String more) {
        var address = URI.create(isTunnel() ? "http://" + target : target);
        var path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        var query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        var line = method + " " + (toProxy ? target : path + query) + " HTTP/1.1\r\n";
        var kept = headers.stream().map(header -> header + "\r\n").collect(Collectors.joining());
        var end = isTunnel() ? "\r\n" : "Connection: close\r\n\r\n";
        return (line + kept + more + end).getBytes(StandardCharsets.ISO_8859_1);
    }
}
