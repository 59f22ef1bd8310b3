package dev.coppice.money;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** What models cost, for agents that tell tokens and no cost. None are built in: they change, and contracts differ. */
@ConfigMapping(prefix = "coppice.prices")
interface PricesConfig {

    /** By the model's name, or its beginning. */
    @WithParentName
    Map<String, Price> models();

    /** In US dollars, of a million tokens. */
    interface Price {

        /** Of tokens that it reads anew. */
        BigDecimal input();

        /** Of tokens that it writes, its reasoning among them. */
        BigDecimal output();

        /** Of tokens that it reads from a cache; without one as those that it reads anew. */
        Optional<BigDecimal> cacheRead();

        /** Of tokens that it writes to a cache; without one as those that it reads anew. */
        Optional<BigDecimal> cacheWrite();
    }
}
