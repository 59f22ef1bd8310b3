package dev.coppice.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses Coppice has git talk to. */
class RemoteUrlTest {

    private static Optional<RemoteUrl> read(String text, boolean allowsHttp) {
        return RemoteUrl.read(text, allowsHttp) instanceof RemoteUrl.Reading.Read(var url)
                ? Optional.of(url)
                : Optional.empty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://git.example.org/team/app.git, https, '', git.example.org, https://git.example.org/team/app.git",
        "https://me@git.example.org:8443/app, https, me, git.example.org:8443, https://git.example.org:8443/app",
        "https://[2001:db8::1]:8443/app, https, '', [2001:db8::1]:8443, https://[2001:db8::1]:8443/app",
        "ssh://git@git.example.org:2222/team/app.git, ssh, git, git.example.org:2222, ssh://git.example.org:2222/team/app.git",
        "ssh://git@git.example.org/~me/app, ssh, git, git.example.org, ssh://git.example.org/~me/app",
        "git@git.example.org:team/app.git, ssh, git, git.example.org, git.example.org:team/app.git",
        "git.example.org:/srv/app.git, ssh, '', git.example.org, git.example.org:/srv/app.git"
    })
    void anAddressOfHttpsOrSshIsTakenApart(String text, String scheme, String user, String host, String shown) {
        var url = read(text, false).orElseThrow();

        assertThat(url.text()).isEqualTo(text);
        assertThat(url.scheme()).isEqualTo(scheme);
        assertThat(url.user().orElse("")).isEqualTo(user);
        assertThat(url.host()).isEqualTo(host);
        assertThat(url.shown()).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "file:///etc",
                "/srv/app.git",
                "../app",
                "app",
                "git://git.example.org/app",
                "ftp://git.example.org/app",
                "ext::sh -c touch% /tmp/pwned",
                "ext::sh",
                "fd::17",
                "https::https://git.example.org/app",
                "-oProxyCommand=touch",
                "--upload-pack=touch:app",
                "-host:app",
                "git@-oProxyCommand=x:app",
                "git.example.org:-app",
                "git.example.org::app",
                "git.example.org:",
                "ssh://-oProxyCommand=x/app",
                "ssh://git@-oProxyCommand=x/app",
                "ssh://-u@git.example.org/app",
                "https://-x.example.org/app",
                "https:///app",
                "https://git.example.org",
                "https://git.example.org/",
                "https://me:password@git.example.org/app",
                "https://:password@git.example.org/app",
                "ssh://me:password@git.example.org/app",
                "https://git.example.org/app?token=secret",
                "https://git.example.org/app#main",
                "https://git.example.org/a pp",
                "https://git.example.org/app\n",
                "https://git.example.org/app\u0000",
                "https://git.example.org/app%0ahost=evil.example.org",
                "https://git.example.org\\@evil.example.org/app",
                "https://git.example.org/app\u001b[2J",
                "HTTPS://git.example.org/app",
                "http://git.example.org/app"
            })
    void anythingElseIsRefused(String text) {
        assertThat(read(text, false)).isEmpty();
    }

    @Test
    void httpNeedsTheOperatorsWord() {
        assertThat(read("http://git.example.org/app", true).map(RemoteUrl::origin))
                .contains("http://git.example.org");
    }

    @Test
    void aRefusalDoesNotRepeatAPassword() {
        assertThat(RemoteUrl.read("https://me:hunter2@git.example.org/app", false))
                .isInstanceOfSatisfying(
                        RemoteUrl.Reading.Refused.class,
                        refused -> assertThat(refused.reason())
                                .contains("password")
                                .doesNotContain("hunter2"));
    }
}
