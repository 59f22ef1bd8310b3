package dev.coppice.plan.outline;

import com.vladsch.flexmark.parser.Parser;
import com.vladsch.flexmark.parser.block.ParagraphPreProcessor;
import com.vladsch.flexmark.parser.block.ParagraphPreProcessorFactory;
import com.vladsch.flexmark.parser.block.ParserState;
import com.vladsch.flexmark.parser.delimiter.DelimiterProcessor;
import com.vladsch.flexmark.parser.internal.InlineParserImpl;
import com.vladsch.flexmark.parser.internal.LinkRefProcessorData;
import com.vladsch.flexmark.util.ast.Document;
import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.data.DataHolder;
import com.vladsch.flexmark.util.data.MutableDataSet;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** flexmark, set up to find blocks and nothing else, in time that grows with the text and no faster. */
final class MarkdownParser {

    private static final Parser PARSER = Parser.builder(new MutableDataSet()
                    .set(Parser.REFERENCE_PARAGRAPH_PRE_PROCESSOR, false)
                    .set(Parser.HEADING_PARSER, false)
                    .set(Parser.FENCED_CODE_BLOCK_PARSER, false))
            .customBlockParserFactory(new BlockStarts.Headings())
            .customBlockParserFactory(new BlockStarts.Fences())
            .paragraphPreProcessorFactory(new Unread())
            .customInlineParserFactory((options, special, delimiters, processors, links, _) ->
                    new BlocksOnly(options, special, delimiters, processors, links))
            .build();

    private MarkdownParser() {}

    static Document parse(String text) {
        return PARSER.parse(text);
    }

    /** Takes the lines out of paragraphs when all blocks are known: they would be put together for inlines that nobody reads. */
    private static final class Unread implements ParagraphPreProcessorFactory {

        @Override
        public ParagraphPreProcessor apply(ParserState state) {
            return (paragraph, _) -> {
                paragraph.setContentLines(List.of());
                return 0;
            };
        }

        @Override
        public @Nullable Set<Class<?>> getAfterDependents() {
            return null;
        }

        @Override
        public @Nullable Set<Class<?>> getBeforeDependents() {
            return null;
        }

        @Override
        public boolean affectsGlobalScope() {
            return false;
        }
    }

    /** Emphasis, links and code spans say nothing about structure, and hostile ones cost quadratic time. */
    private static final class BlocksOnly extends InlineParserImpl {

        BlocksOnly(
                DataHolder options,
                BitSet special,
                BitSet delimiters,
                Map<Character, DelimiterProcessor> processors,
                LinkRefProcessorData links) {
            super(options, special, delimiters, processors, links, List.of());
        }

        @Override
        public void parse(BasedSequence content, Node node) {}
    }
}
