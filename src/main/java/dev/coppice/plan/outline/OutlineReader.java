package dev.coppice.plan.outline;

import com.vladsch.flexmark.ast.BlockQuote;
import com.vladsch.flexmark.ast.FencedCodeBlock;
import com.vladsch.flexmark.ast.HtmlBlock;
import com.vladsch.flexmark.ast.HtmlCommentBlock;
import com.vladsch.flexmark.ast.IndentedCodeBlock;
import com.vladsch.flexmark.ast.ListBlock;
import com.vladsch.flexmark.ast.ListItem;
import com.vladsch.flexmark.util.ast.Document;
import com.vladsch.flexmark.util.ast.Node;
import com.vladsch.flexmark.util.sequence.BasedSequence;
import dev.coppice.plan.text.SourceText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** Turns the blocks that the Markdown parser finds in a plan into its outline. */
public final class OutlineReader {

    private static final int LONGEST = 1_000;

    private final SourceText source;
    private final List<Place> places;
    private final List<Heading> headings = new ArrayList<>();
    private final List<ListEntry> entries = new ArrayList<>();
    private final List<Fence> fences = new ArrayList<>();

    private OutlineReader(SourceText source) {
        this.source = source;
        this.places = new ArrayList<>(Collections.nCopies(source.lines(), Place.OPEN));
    }

    public static Outline read(SourceText source, int frontMatterLines) {
        var reader = new OutlineReader(source);
        Collections.fill(reader.places.subList(0, frontMatterLines), Place.FRONT_MATTER);
        reader.visit(MarkdownParser.parse(harmless(source, frontMatterLines)));
        reader.headings.sort(Comparator.comparingInt(Heading::line));
        reader.entries.sort(Comparator.comparingInt(ListEntry::line));
        reader.fences.sort(Comparator.comparingInt(Fence::line));
        return new Outline(source, reader.places, reader.headings, reader.entries, reader.fences);
    }

    /**
     * The text with the same offsets, but without the front matter, and without what the parser's own expressions take quadratic time or
     * a deep stack for: far to the right, spaces, hashes and the marks of rules mean nothing to the structure.
     */
    private static String harmless(SourceText source, int frontMatterLines) {
        StringBuilder text = new StringBuilder(source.text());
        for (int line = 1; line <= source.lines(); line++) {
            int start = source.startOf(line);
            String own = source.line(line);
            if (line <= frontMatterLines) {
                text.replace(start, start + own.length(), " ".repeat(own.length()));
            } else if (own.length() > LONGEST) {
                char blank = isRule(own) ? ' ' : 'x';
                for (int i = LONGEST; i < own.length(); i++) {
                    if (" \t#-*_".indexOf(own.charAt(i)) >= 0) {
                        text.setCharAt(start + i, blank);
                    }
                }
            }
        }
        return text.toString();
    }

    /** A line of dashes, however long, is a rule, or makes a heading of the line above. */
    private static boolean isRule(String line) {
        char mark = line.charAt(0);
        return "-*_".indexOf(mark) >= 0 && line.chars().allMatch(c -> c == mark || c == ' ' || c == '\t');
    }

    /** A stack of its own instead of recursion: a line of a million list marks nests a million deep. */
    private void visit(Document document) {
        Deque<Node> open = new ArrayDeque<>();
        open.push(document);
        while (!open.isEmpty()) {
            Node node = open.pop();
            read(node);
            for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
                open.push(child);
            }
        }
    }

    private void read(Node node) {
        boolean top = node.getParent() instanceof Document;
        switch (node) {
            case com.vladsch.flexmark.ast.Heading heading
            when top ->
                headings.add(new Heading(
                        heading.getLevel(), heading.getText().toString().strip(), firstLine(heading)));
            case FencedCodeBlock fence -> {
                mark(fence, Place.FENCE);
                fences.add(fence(fence));
            }
            case IndentedCodeBlock code -> mark(code, Place.INDENTED_CODE);
            case HtmlCommentBlock comment -> mark(comment, Place.COMMENT);
            case HtmlBlock html ->
                mark(html, html.getChars().trimStart().startsWith("<!--") ? Place.COMMENT : Place.HTML);
            case BlockQuote quote -> mark(quote, Place.QUOTE);
            case ListBlock list when top -> mark(list, Place.LIST);
            case ListItem item
            when item.getParent() != null && item.getParent().getParent() instanceof Document ->
                entries.add(new ListEntry(firstLine(item), lastLine(item)));
            default -> {}
        }
    }

    private Fence fence(FencedCodeBlock fence) {
        StringBuilder content = new StringBuilder();
        for (BasedSequence line : fence.getContentLines()) {
            BasedSequence text = line.trimEOL();
            content.append(source.text(), text.getStartOffset(), text.getEndOffset())
                    .append('\n');
        }
        return new Fence(
                firstLine(fence),
                lastLine(fence),
                fence.getInfo().toString(),
                content.toString(),
                !fence.getClosingFence().isEmpty());
    }

    private void mark(Node node, Place place) {
        Collections.fill(places.subList(firstLine(node) - 1, lastLine(node)), place);
    }

    private int firstLine(Node node) {
        return source.lineAt(node.getStartOffset());
    }

    private int lastLine(Node node) {
        int last = source.lineAt(Math.max(node.getStartOffset(), node.getEndOffset() - 1));
        int first = firstLine(node);
        while (last > first && source.line(last).isBlank()) {
            last--;
        }
        return last;
    }
}
