/** The dialect of Kiro and cc-sdd: numbered items with items below them, and waves. */
@NullMarked
package dev.coppice.plan.kiro;

import org.jspecify.annotations.NullMarked;
