package dev.coppice.queue;

import dev.coppice.queue.row.Columns;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How a budget stands, in US dollars.
 *
 * @param isEstimate whether some of what is spent was worked out from tokens and prices
 */
public record BudgetStanding(Scope scope, BigDecimal budget, BigDecimal spent, boolean isEstimate) {

    /** Whose budget it is. */
    public enum Scope {
        EXECUTION("execution"),
        BATCH("batch"),
        TASK("task"),
        ATTEMPT("attempt");

        private final String word;

        Scope(String word) {
            this.word = word;
        }

        /** In tables, events and settings. */
        public String word() {
            return word;
        }

        static Scope of(String word) {
            for (Scope scope : values()) {
                if (scope.word.equals(word)) {
                    return scope;
                }
            }
            throw new IllegalArgumentException("no scope of a budget: " + word);
        }
    }

    static BudgetStanding of(ResultSet row) throws SQLException {
        return new BudgetStanding(
                Scope.of(Columns.text(row, "scope")),
                row.getBigDecimal("budget"),
                row.getBigDecimal("spent"),
                row.getBoolean("is_estimate"));
    }

    public boolean isSpent() {
        return spent.compareTo(budget) >= 0;
    }

    public BigDecimal left() {
        return budget.subtract(spent).max(BigDecimal.ZERO);
    }

    /** As in "its agents have spent 1 US dollars of 1; give it a larger budget to go on". */
    public String words() {
        return switch (scope) {
            case EXECUTION -> "its agents have spent " + amounts() + "; give it a larger budget to go on";
            case BATCH -> "the agents of its batch have spent " + amounts() + "; give batches a larger budget";
            case TASK -> "its attempts have spent " + amounts() + "; give tasks a larger budget";
            case ATTEMPT -> "the attempt has spent " + amounts() + "; give attempts a larger budget";
        };
    }

    private String amounts() {
        return plain(spent) + (isEstimate ? " US dollars (estimated) of " : " US dollars of ") + plain(budget);
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }
}
