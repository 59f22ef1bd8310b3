package dev.coppice.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.access.issuer.Issuers;
import dev.coppice.access.issuer.TestIssuer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What the doctor says of an identity provider, a real one on this machine. */
class IssuerExaminationTest {

    private static Finding finding(String address, String audience) throws IOException {
        var findings = new IssuerExamination(() -> Issuers.of(address, audience)).look();
        assertThat(findings).hasSize(1);
        return findings.getFirst();
    }

    @Test
    void withoutOneAllIsWell() throws IOException {
        assertThat(finding("", "").level()).isEqualTo(Finding.Level.OK);
    }

    @Test
    void oneThatAnswersIsFine() throws IOException {
        try (var issuer = TestIssuer.on(0)) {
            assertThat(finding(issuer.name(), "coppice").level()).isEqualTo(Finding.Level.OK);
        }
    }

    @Test
    void oneThatIsAwayIsAWarning() throws IOException {
        String name;
        try (var issuer = TestIssuer.on(0)) {
            name = issuer.name();
        }

        assertThat(finding(name, "coppice").level()).isEqualTo(Finding.Level.WARNING);
    }

    @Test
    void oneThatGoesByAnotherNameIsAnError() throws IOException {
        try (var issuer = TestIssuer.on(0)) {
            var finding = finding(issuer.name() + "/", "coppice");

            assertThat(finding.level()).isEqualTo(Finding.Level.ERROR);
            assertThat(finding.found()).contains("calls itself '" + issuer.name() + "'");
        }
    }

    @Test
    void oneWhoseTokensCouldNotBeTrustedIsAnError() throws IOException {
        assertThat(finding("https://id.example", "").found()).contains("coppice.access.oidc.audience");
        assertThat(finding("http://id.example", "coppice").level()).isEqualTo(Finding.Level.ERROR);
    }
}
