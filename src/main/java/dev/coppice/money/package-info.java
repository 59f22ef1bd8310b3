/** What agents spend: tokens and US dollars, and what tokens cost. Knows neither agents nor who keeps the accounts. */
@NullMarked
package dev.coppice.money;

import org.jspecify.annotations.NullMarked;
