package dev.coppice.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where addresses of remotes lead, in all the ways in which people write them. */
class RemotePlaceTest {

    @ParameterizedTest
    @CsvSource({
        "https://github.com/acme/weather.git, https, github.com, acme/weather",
        "https://github.com/acme/weather, https, github.com, acme/weather",
        "https://me:secret@GitHub.com/acme/weather/, https, github.com, acme/weather",
        "https://me:se@cret@github.com/acme/weather, https, github.com, acme/weather",
        "http://git.example.org/a/b/c.git, http, git.example.org, a/b/c",
        "ssh://git@git.example.org/acme/weather.git, ssh, git.example.org, acme/weather",
        "git+ssh://git@git.example.org/acme/weather.git, ssh, git.example.org, acme/weather",
        "git@github.com:acme/weather.git, ssh, github.com, acme/weather",
        "git@gitlab.com:group/sub.group/weather.git, ssh, gitlab.com, group/sub.group/weather",
        "github.com:acme/weather, ssh, github.com, acme/weather",
        "git@github.com:/acme/weather.git, ssh, github.com, acme/weather",
        "git@github.com:acme/weather.git.git, ssh, github.com, acme/weather.git",
    })
    void anAddressLeadsToAProjectAtAHost(String address, String scheme, String host, String path) {
        assertThat(RemotePlace.of(address)).contains(new RemotePlace(scheme, host, OptionalInt.empty(), path));
    }

    @Test
    void aPortIsKept() {
        assertThat(RemotePlace.of("ssh://git@git.example.org:2222/acme/weather.git"))
                .contains(new RemotePlace("ssh", "git.example.org", OptionalInt.of(2222), "acme/weather"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/srv/git/weather.git",
                "../weather.git",
                "file:///srv/git/weather.git",
                "ext::sh -c id",
                "git://github.com/acme/weather.git",
                "https://github.com",
                "https://",
                "C:\\weather",
                "a/b:c/d",
                "fd::3"
            })
    void whatIsNoAddressOfAnotherHostLeadsNowhere(String address) {
        assertThat(RemotePlace.of(address).map(RemotePlace::host)).isNotEqualTo(java.util.Optional.of("github.com"));
    }
}
