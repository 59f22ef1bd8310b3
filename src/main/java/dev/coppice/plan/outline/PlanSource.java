package dev.coppice.plan.outline;

import java.util.List;

/** A plan's text, its front matter and its outline: what every dialect starts from. */
public record PlanSource(String fileName, FrontMatter frontMatter, Outline outline) {

    /** The first heading of the first level, else the front matter's title, else the file's name. */
    public String title() {
        List<Heading> headings = outline.headings();
        return headings.stream()
                .filter(heading -> heading.level() == 1)
                .findFirst()
                .map(Heading::text)
                .orElseGet(() -> frontMatter.value("title").isEmpty() ? fileName : frontMatter.value("title"));
    }
}
