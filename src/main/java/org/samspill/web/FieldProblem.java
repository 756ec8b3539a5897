package org.samspill.web;

/**
 * What is wrong with one field, for the error summary ({@code ~{web/parts :: errors(${problems})}}).
 *
 * @param field id of the input that the summary leads to
 * @param words what is wrong and how to mend it, in the reader's language
 */
public record FieldProblem(String field, String words) {}
