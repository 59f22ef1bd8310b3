package dev.coppice.money;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.agent.program.Mapped;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricesTest {

    private static final Map<String, String> TABLE = Map.of(
            "coppice.prices.\"gpt-5\".input", "1",
            "coppice.prices.\"gpt-5\".output", "10",
            "coppice.prices.\"gpt-5.1-codex\".input", "2",
            "coppice.prices.\"gpt-5.1-codex\".output", "20",
            "coppice.prices.\"gpt-5.1-codex\".cache-read", "0.2",
            "coppice.prices.\"gpt-5.1-codex\".cache-write", "2.5");

    private final Prices prices = new Prices(Mapped.of(PricesConfig.class, TABLE));

    private Spent count(Map<String, Usage> usage) {
        return prices.count(new Consumption(Optional.empty(), usage));
    }

    private static Usage million(int input, int output, int cacheRead, int cacheWrite) {
        return new Usage(input * 1_000_000L, output * 1_000_000L, cacheRead * 1_000_000L, cacheWrite * 1_000_000L);
    }

    @Test
    void tokensHaveThePriceOfTheirKind() {
        var usage = million(1, 2, 3, 4);

        var spent = count(Map.of("gpt-5.1-codex", usage));

        assertThat(spent.cost()).hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("52.6"));
        assertThat(spent.isEstimate()).isTrue();
        assertThat(spent.tokens()).isEqualTo(usage);
    }

    @Test
    void aCacheWithoutAPriceCostsWhatInputCosts() {
        assertThat(count(Map.of("gpt-5", million(1, 0, 1, 1))).cost())
                .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("3"));
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-5, 1",
        "gpt-5-mini, 1",
        "gpt-5.1, 1",
        "gpt-5.1-codex, 2",
        "GPT-5.1-Codex-2026-01-01, 2",
        "openai/gpt-5.1-codex, 2"
    })
    void theLongestBeginningOfItsNameGivesAModelItsPrice(String model, String dollars) {
        assertThat(count(Map.of(model, million(1, 0, 0, 0))).cost())
                .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo(dollars));
    }

    @Test
    void aModelWithoutAPriceLeavesTheCostUnknownAndTheTokensTold() {
        var usage = Map.of("gpt-5", million(1, 1, 0, 0), "another", new Usage(0, 1, 0, 0));

        assertThat(count(usage)).isEqualTo(new Spent(Optional.empty(), false, new Usage(1_000_000, 1_000_001, 0, 0)));
    }

    @Test
    void whatTheAgentTellsIsNoEstimate() {
        var told = new Consumption(Optional.of(new BigDecimal("0.5")), Map.of("gpt-5", million(1, 1, 0, 0)));

        assertThat(prices.count(told))
                .isEqualTo(new Spent(Optional.of(new BigDecimal("0.5")), false, million(1, 1, 0, 0)));
    }

    @Test
    void whoTellsNothingHasNoCost() {
        assertThat(prices.count(Consumption.UNKNOWN)).isEqualTo(Spent.NOTHING);
    }

    @Test
    void noNumberOfTokensIsMoreThanTheDatabaseHolds() {
        var spent = count(Map.of("gpt-5", new Usage(Long.MAX_VALUE, Long.MAX_VALUE, 0, -5)));

        assertThat(spent.cost()).hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("999999"));
        assertThat(spent.plus(spent).cost())
                .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("999999"));
        assertThat(spent.tokens().cacheWrite()).isZero();
    }

    @Test
    void pricesMayComeFromTheEnvironmentToo() {
        var variables =
                Map.of("COPPICE_PRICES__GPT_5_1_CODEX__INPUT", "3", "COPPICE_PRICES__GPT_5_1_CODEX__OUTPUT", "4");
        var config = new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(variables, 300))
                .addDefaultInterceptors()
                .withMapping(PricesConfig.class)
                .build()
                .getConfigMapping(PricesConfig.class);

        var usage = Map.of("gpt-5.1-codex-max", million(1, 1, 0, 0));
        assertThat(new Prices(config)
                        .count(new Consumption(Optional.empty(), usage))
                        .cost())
                .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("7"));
    }
}
