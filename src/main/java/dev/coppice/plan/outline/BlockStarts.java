package dev.coppice.plan.outline;

import com.vladsch.flexmark.parser.block.BlockParser;
import com.vladsch.flexmark.parser.block.BlockParserFactory;
import com.vladsch.flexmark.parser.block.BlockStart;
import com.vladsch.flexmark.parser.block.MatchedBlockParser;
import com.vladsch.flexmark.parser.block.ParserState;
import com.vladsch.flexmark.parser.core.FencedCodeBlockParser;
import com.vladsch.flexmark.parser.core.HeadingParser;
import com.vladsch.flexmark.util.data.DataHolder;
import com.vladsch.flexmark.util.data.MutableDataHolder;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks flexmark whether a block begins at a line only where the line's first characters allow for it. */
final class BlockStarts {

    private BlockStarts() {}

    private static boolean beginsWith(String characters, ParserState state) {
        int start = state.getNextNonSpaceIndex();
        return start < state.getLine().length()
                && characters.indexOf(state.getLine().charAt(start)) >= 0;
    }

    /** flexmark's own headings put the whole paragraph above together before they look at a line: here, at a heading only. */
    static final class Headings extends HeadingParser.Factory {

        private static final Pattern HEADING = Pattern.compile("#{1,6}(?:[ \\t]+|$)|(?:=+|-+)[ \\t]*$");

        @Override
        public BlockParserFactory apply(DataHolder options) {
            BlockParserFactory headings = super.apply(options);
            return (state, above) -> beginsWith("#=-", state) && isHeading(state)
                    ? headings.tryStart(state, new Above(above))
                    : BlockStart.none();
        }

        private static boolean isHeading(ParserState state) {
            return HEADING.matcher(state.getLine().subSequence(state.getNextNonSpaceIndex()))
                    .lookingAt();
        }
    }

    static final class Fences extends FencedCodeBlockParser.Factory {

        @Override
        public BlockParserFactory apply(DataHolder options) {
            BlockParserFactory fences = super.apply(options);
            return (state, above) -> beginsWith("`~", state) ? fences.tryStart(state, above) : BlockStart.none();
        }
    }

    /** The block above a line, of whose text no more becomes a heading than is too long for a head anyway: all of it takes quadratic time. */
    private record Above(MatchedBlockParser block) implements MatchedBlockParser {

        private static final int MOST_LINES = 1_000;

        @Override
        public BlockParser getBlockParser() {
            return block.getBlockParser();
        }

        /** Asked for whether there is any. */
        @Override
        public @Nullable BasedSequence getParagraphContent() {
            List<BasedSequence> lines = block.getParagraphLines();
            return lines == null ? null : lines.getFirst();
        }

        @Override
        public @Nullable List<BasedSequence> getParagraphLines() {
            return first(block.getParagraphLines());
        }

        @Override
        public @Nullable List<Integer> getParagraphEolLengths() {
            return first(block.getParagraphEolLengths());
        }

        private static <T> @Nullable List<T> first(@Nullable List<T> lines) {
            return lines == null ? null : lines.subList(0, Math.min(lines.size(), MOST_LINES));
        }

        @Override
        public @Nullable MutableDataHolder getParagraphDataHolder() {
            return block.getParagraphDataHolder();
        }
    }
}
