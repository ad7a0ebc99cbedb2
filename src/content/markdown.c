#include "content/markdown.h"

#include <cmark.h>
#include <glib.h>
#include <string.h>

struct reading {
    const struct source *source;
    int first_line; /* of the body, in the file */
    GArray *blocks; /* of struct block */
    GString *text; /* of the block being read */
    int emphasis; /* how deep */
    int breaks; /* lines of this block so far */
};

static void fault(const struct reading *r, int line, const char *what)
{
    faults_add(r->source->faults, r->source->file, line,
        "Use headings, paragraphs, lists and *emphasis* only; see content/README.md.", "%s", what);
}

static int line_of(const struct reading *r, cmark_node *node)
{
    return cmark_node_get_start_line(node) + r->first_line - 1;
}

/* What is refused by its kind, or NULL. */
static const char *refusal(cmark_node *node)
{
    cmark_node_type in = cmark_node_get_type(cmark_node_parent(node));
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_BLOCK_QUOTE:
        return "A block quote has no place here.";
    case CMARK_NODE_CODE_BLOCK:
        return "A block of code (or a line that begins with four spaces) has no place here.";
    case CMARK_NODE_CODE:
        return "Code has no place here.";
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_HTML_INLINE:
        return "HTML has no place here.";
    case CMARK_NODE_THEMATIC_BREAK:
        return "A line across has no place here.";
    case CMARK_NODE_LINK:
        return "A link has no place here.";
    case CMARK_NODE_IMAGE:
        return "An image has no place here.";
    case CMARK_NODE_LIST:
        return in == CMARK_NODE_DOCUMENT ? NULL : "A list in a list has no place here.";
    case CMARK_NODE_HEADING:
        return in == CMARK_NODE_DOCUMENT ? NULL : "A heading in a list has no place here.";
    case CMARK_NODE_ITEM:
        if (cmark_node_first_child(node) == NULL)
            return "This item of the list is empty.";
        return cmark_node_next(cmark_node_first_child(node)) == NULL ||
                       cmark_node_get_type(cmark_node_last_child(node)) != CMARK_NODE_PARAGRAPH
                   ? NULL
                   : "An item of a list has one paragraph only.";
    default:
        return NULL;
    }
}

/* Entities (&#14;) can bring in what the door keeps out. */
static void add_text(struct reading *r, const char *text, int line)
{
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!text_forbids(c)) {
            g_string_append_unichar(r->text, c);
            continue;
        }
        faults_add(r->source->faults, r->source->file, line, "Remove it.",
            "There is a character here that cannot be shown (U+%04X).", (unsigned)c);
    }
}

static bool is_all_emphasis(const char *text)
{
    size_t len = strlen(text);
    return len > 2 && text[0] == EMPHASIS_ON && strchr(text, EMPHASIS_OFF) == text + len - 1;
}

static void end_block(struct reading *r, cmark_node *node)
{
    struct arena *scratch = r->source->scratch;
    bool in_item = cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_ITEM;
    struct block block = { .line = line_of(r, node) };
    if (cmark_node_get_type(node) == CMARK_NODE_HEADING) {
        block.kind = BLOCK_HEADING;
        block.level = cmark_node_get_heading_level(node);
    } else {
        block.kind = in_item ? BLOCK_ITEM : BLOCK_PARAGRAPH;
    }
    block.text = text_squeeze(scratch, r->text->str, r->text->len);
    block.all_emphasis = is_all_emphasis(block.text);
    if (block.kind != BLOCK_PARAGRAPH)
        block.text = markdown_plain(scratch, block.text);
    if (text_letters(block.text) == 0)
        fault(r, block.line, "There is no text here.");
    else
        g_array_append_val(r->blocks, block);
}

static void enter(struct reading *r, cmark_node *node, int line)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_HEADING:
        g_string_truncate(r->text, 0);
        r->emphasis = 0;
        r->breaks = 0;
        break;
    case CMARK_NODE_TEXT:
        add_text(r, cmark_node_get_literal(node), line);
        break;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
        g_string_append_c(r->text, ' ');
        r->breaks++;
        break;
    case CMARK_NODE_EMPH:
    case CMARK_NODE_STRONG:
        if (r->emphasis++ == 0)
            g_string_append_c(r->text, EMPHASIS_ON);
        break;
    default:
        break;
    }
}

static void leave(struct reading *r, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_HEADING:
        end_block(r, node);
        break;
    case CMARK_NODE_EMPH:
    case CMARK_NODE_STRONG:
        if (--r->emphasis == 0)
            g_string_append_c(r->text, EMPHASIS_OFF);
        break;
    default:
        break;
    }
}

static void walk(struct reading *r, cmark_node *document)
{
    cmark_iter *iter = cmark_iter_new(document);
    cmark_node *block = document;
    for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iter);
        if (event == CMARK_EVENT_EXIT) {
            leave(r, node);
            continue;
        }
        bool is_block = cmark_node_get_type(node) <= CMARK_NODE_LAST_BLOCK;
        if (is_block)
            block = node;
        int line = line_of(r, block) + (is_block ? 0 : r->breaks);
        const char *why = refusal(node);
        if (why == NULL) {
            enter(r, node, line);
            continue;
        }
        fault(r, line, why);
        cmark_iter_reset(iter, node, CMARK_EVENT_EXIT); /* what is in it is refused with it */
    }
    cmark_iter_free(iter);
}

static bool is_table(const char *line, size_t len)
{
    const char *bar = memchr(line, '|', len);
    if (bar == NULL)
        return false;
    bool rule = memchr(line, '-', len) != NULL && strspn(line, "|-: \t") >= len;
    return rule || (bar == line && memchr(bar + 1, '|', len - 1) != NULL);
}

/* What cmark takes for text, or takes away without a word. */
static void check_lines(const struct reading *r, const char *body)
{
    int line = r->first_line;
    for (const char *at = body; *at != '\0'; line++) {
        const char *end = strchrnul(at, '\n');
        at += strspn(at, " \t");
        if (at < end) {
            size_t len = (size_t)(end - at);
            const char *bracket = *at == '[' ? memchr(at, ']', len) : NULL;
            if (is_table(at, len))
                fault(r, line, "A table has no place here.");
            else if (bracket != NULL && bracket + 1 < end && bracket[1] == ':')
                fault(r, line, "A link has no place here.");
        }
        at = *end == '\0' ? end : end + 1;
    }
}

struct blocks markdown_read(const struct source *source, const char *body, int line)
{
    struct blocks blocks = { 0 };
    size_t len = strlen(body);
    if (len > MARKDOWN_MAX) {
        faults_add(source->faults, source->file, 0, "Shorten it.",
            "There are %zu bytes of text here; at most %d are read.", len, MARKDOWN_MAX);
        return blocks;
    }
    struct reading r = { .source = source, .first_line = line };
    r.blocks = g_array_new(FALSE, FALSE, sizeof(struct block));
    r.text = g_string_new(NULL);
    check_lines(&r, body);
    cmark_node *document = cmark_parse_document(body, len, CMARK_OPT_DEFAULT);
    walk(&r, document);
    cmark_node_free(document);

    size_t size = r.blocks->len * sizeof(struct block);
    blocks.list = arena_alloc(source->scratch, size);
    blocks.count = (int)r.blocks->len;
    if (size > 0)
        memcpy(blocks.list, r.blocks->data, size);
    g_array_free(r.blocks, TRUE);
    g_string_free(r.text, TRUE);
    return blocks;
}

const char *markdown_plain(struct arena *a, const char *text)
{
    char *plain = arena_alloc(a, strlen(text) + 1), *to = plain;
    for (const char *p = text; *p != '\0'; p++)
        if (*p != EMPHASIS_ON && *p != EMPHASIS_OFF)
            *to++ = *p;
    return plain;
}
