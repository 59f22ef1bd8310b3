package dev.coppice.money;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Counts what agents have spent: as they tell it, else by the configured prices. */
@ApplicationScoped
public class Prices {

    private static final int DECIMALS = 6;

    /** By {@link #plain} names. */
    private final Map<String, PricesConfig.Price> prices;

    Prices(PricesConfig config) {
        var plain = new HashMap<String, PricesConfig.Price>();
        config.models().forEach((model, price) -> plain.put(plain(model), price));
        this.prices = Map.copyOf(plain);
    }

    /** The cost that the agent tells counts; where it tells none, all its models must have a price, or the cost stays unknown. */
    public Spent count(Consumption told) {
        if (told.cost().isPresent()) {
            return new Spent(told.cost(), false, told.tokens());
        }
        var estimate = told.tokens().isNone() ? Optional.<BigDecimal>empty() : estimate(told.usage());
        return new Spent(estimate, estimate.isPresent(), told.tokens());
    }

    private Optional<BigDecimal> estimate(Map<String, Usage> usage) {
        var sum = BigDecimal.ZERO;
        for (var entry : usage.entrySet()) {
            var price = entry.getValue().isNone() ? Optional.<PricesConfig.Price>empty() : price(entry.getKey());
            if (price.isPresent()) {
                sum = sum.add(cost(entry.getValue(), price.get()));
            } else if (!entry.getValue().isNone()) {
                return Optional.empty();
            }
        }
        return Optional.of(sum.setScale(DECIMALS, RoundingMode.HALF_UP));
    }

    /** A name may come with its provider's in front, as in {@code anthropic/claude-opus-5-5}. */
    private Optional<PricesConfig.Price> price(String model) {
        return longestBeginning(plain(model))
                .or(() -> longestBeginning(plain(model.substring(model.lastIndexOf('/') + 1))));
    }

    private Optional<PricesConfig.Price> longestBeginning(String model) {
        return prices.keySet().stream()
                .filter(model::startsWith)
                .max(Comparator.comparingInt(String::length))
                .map(prices::get);
    }

    private static BigDecimal cost(Usage usage, PricesConfig.Price price) {
        return of(usage.input(), price.input())
                .add(of(usage.output(), price.output()))
                .add(of(usage.cacheRead(), price.cacheRead().orElse(price.input())))
                .add(of(usage.cacheWrite(), price.cacheWrite().orElse(price.input())));
    }

    private static BigDecimal of(long tokens, BigDecimal million) {
        return million.multiply(BigDecimal.valueOf(tokens)).movePointLeft(DECIMALS);
    }

    /** The variables of an environment have capitals and underscores only, so that is all in which names may differ. */
    private static String plain(String model) {
        return model.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
