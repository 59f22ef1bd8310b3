package dev.coppice.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coppice.project.PromptTemplate.Placeholder;
import org.junit.jupiter.api.Test;

class PromptTemplateTest {

    @Test
    void everyPlaceholderIsFilledInWhereverItStands() {
        var all =
                "{{task}}{{ title }}\n{{files}} {{body}} {{criteria}} {{checks}} {{context}} {{delivered}} {{instructions}}";

        assertThat(PromptTemplate.checked(all).filled(Placeholder::name))
                .isEqualTo("TASKTITLE\nFILES BODY CRITERIA CHECKS CONTEXT DELIVERED INSTRUCTIONS");
    }

    @Test
    void whatStandsInAValueIsNeverFilledIn() {
        var filled = PromptTemplate.checked("<{{title}}|{{body}}>")
                .filled(placeholder -> placeholder == Placeholder.TITLE ? "{{body}} $1 \\1 {{" : "{{title}}}}");

        assertThat(filled).isEqualTo("<{{body}} $1 \\1 {{|{{title}}}}>");
    }
}
