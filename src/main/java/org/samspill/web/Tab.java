package org.samspill.web;

/**
 * A tab that is a link, so that the address keeps it: {@code ~{web/parts :: tabs(${tabs}, #{…})}}.
 *
 * @param text message key
 */
public record Tab(String address, String text, boolean current) {}
