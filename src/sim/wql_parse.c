#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/str.h"
#include "sim/path.h"
#include "sim/value.h"
#include "sim/wql_ast.h"

enum token { T_END, T_BAD, T_NAME, T_STRING, T_NUMBER, T_OP, T_OPEN, T_CLOSE,
	     T_COMMA, T_STAR };

struct lexer {
	const char *p;
	enum token token;
	struct str text;                /* of a name, string or number */
	enum wql_op op;
	unsigned depth;
};

static void lex_string(struct lexer *l)
{
	char quote = *l->p++;

	while (*l->p && *l->p != quote) {
		if (*l->p == '\\' && l->p[1])
			l->p++;
		str_addc(&l->text, *l->p++);
	}
	l->token = *l->p ? T_STRING : T_BAD;
	if (*l->p)
		l->p++;
}

static void lex_span(struct lexer *l, enum token token, const char *more)
{
	const char *begin = l->p;

	while (isalnum((unsigned char)*l->p) || (*l->p && strchr(more, *l->p)))
		l->p++;
	str_addn(&l->text, begin, (size_t)(l->p - begin));
	l->token = token;
}

static void lex_op(struct lexer *l)
{
	static const struct {
		const char *text;
		enum wql_op op;
	} ops[] = {
		{ "<>", WQL_NE }, { "!=", WQL_NE }, { "<=", WQL_LE },
		{ ">=", WQL_GE }, { "=", WQL_EQ }, { "<", WQL_LT },
		{ ">", WQL_GT },
	};

	l->token = T_BAD;
	for (size_t i = 0; i < sizeof ops / sizeof *ops; i++) {
		size_t n = strlen(ops[i].text);

		if (!strncmp(l->p, ops[i].text, n)) {
			l->p += n;
			l->op = ops[i].op;
			l->token = T_OP;
			return;
		}
	}
}

static void next(struct lexer *l)
{
	str_clear(&l->text);
	while (isspace((unsigned char)*l->p))
		l->p++;
	switch (*l->p) {
	case '\0':
		l->token = T_END;
		return;
	case '(':
		l->token = T_OPEN;
		l->p++;
		return;
	case ')':
		l->token = T_CLOSE;
		l->p++;
		return;
	case ',':
		l->token = T_COMMA;
		l->p++;
		return;
	case '*':
		l->token = T_STAR;
		l->p++;
		return;
	case '\'': case '"':
		lex_string(l);
		return;
	}
	if (isdigit((unsigned char)*l->p) || *l->p == '-' || *l->p == '+' ||
	    *l->p == '.')
		lex_span(l, T_NUMBER, "+-.");
	else if (isalpha((unsigned char)*l->p) || *l->p == '_')
		lex_span(l, T_NAME, "_");
	else
		lex_op(l);
}

static bool is_word(const struct lexer *l, const char *word)
{
	return l->token == T_NAME && !strcasecmp(l->text.buf, word);
}

static bool take_word(struct lexer *l, const char *word)
{
	if (!is_word(l, word))
		return false;
	next(l);
	return true;
}

static int take_name(struct lexer *l, char **ret)
{
	if (l->token != T_NAME)
		return -1;
	free(*ret);
	*ret = xstrdup(l->text.buf);
	next(l);
	return 0;
}

/* --- conditions --- */

static struct wql_cond *cond_free(struct wql_cond *c)
{
	if (!c)
		return NULL;
	for (size_t i = 0; i < c->sub.n; i++)
		cond_free(c->sub.v[i]);
	vec_free(&c->sub);
	free(c->prop);
	free(c->text);
	free(c);
	return NULL;
}

static void cond_auto(struct wql_cond **c)
{
	cond_free(*c);
}
#define AUTO_COND __attribute__((cleanup(cond_auto))) struct wql_cond

static struct wql_cond *cond_new(enum wql_kind kind)
{
	struct wql_cond *c = xcalloc(1, sizeof *c);

	c->kind = kind;
	return c;
}

static int take_literal(struct lexer *l, struct wql_cond *c)
{
	switch (l->token) {
	case T_STRING:
		c->type = WQL_STRING;
		break;
	case T_NUMBER:
		c->type = WQL_NUMBER;
		break;
	case T_NAME:
		if (is_word(l, "TRUE") || is_word(l, "FALSE"))
			c->type = WQL_BOOL;
		else if (is_word(l, "NULL"))
			c->type = WQL_NULL;
		else
			return -1;
		break;
	default:
		return -1;
	}
	c->text = xstrdup(l->text.buf);
	next(l);
	return 0;
}

static enum wql_op mirrored(enum wql_op op)
{
	switch (op) {
	case WQL_LT:
		return WQL_GT;
	case WQL_LE:
		return WQL_GE;
	case WQL_GT:
		return WQL_LT;
	case WQL_GE:
		return WQL_LE;
	default:
		return op;
	}
}

static int take_op(struct lexer *l, struct wql_cond *c)
{
	if (l->token == T_OP) {
		c->op = l->op;
		next(l);
		return 0;
	}
	if (take_word(l, "LIKE"))
		c->op = WQL_LIKE;
	else if (take_word(l, "ISA"))
		c->op = WQL_ISA;
	else
		return -1;
	return 0;
}

/* x IS [NOT] NULL, after IS */
static int parse_is(struct lexer *l, struct wql_cond **io)
{
	struct wql_cond *not;
	bool negated = take_word(l, "NOT");

	if (!take_word(l, "NULL"))
		return -1;
	(*io)->kind = WQL_IS_NULL;
	if (negated) {
		not = cond_new(WQL_NOT);
		vec_push(&not->sub, *io);
		*io = not;
	}
	return 0;
}

static int parse_comparison(struct lexer *l, struct wql_cond **ret)
{
	AUTO_COND *c = cond_new(WQL_COMPARE);

	if (l->token != T_NAME || is_word(l, "TRUE") || is_word(l, "FALSE") ||
	    is_word(l, "NULL")) {
		/* 'web01' = ElementName */
		if (take_literal(l, c) < 0 || l->token != T_OP)
			return -1;
		c->op = mirrored(l->op);
		next(l);
		if (take_name(l, &c->prop) < 0)
			return -1;
		*ret = TAKE(c);
		return 0;
	}
	if (take_name(l, &c->prop) < 0)
		return -1;
	if (take_word(l, "IS")) {
		if (parse_is(l, &c) < 0)
			return -1;
	} else if (take_op(l, c) < 0 || take_literal(l, c) < 0 ||
		   ((c->op == WQL_LIKE || c->op == WQL_ISA) &&
		    c->type != WQL_STRING)) {
		return -1;
	}
	*ret = TAKE(c);
	return 0;
}

static int parse_or(struct lexer *l, struct wql_cond **ret);

static int parse_group(struct lexer *l, struct wql_cond **ret)
{
	AUTO_COND *c = NULL;

	next(l);
	if (parse_or(l, &c) < 0 || l->token != T_CLOSE)
		return -1;
	next(l);
	*ret = TAKE(c);
	return 0;
}

static int parse_not(struct lexer *l, struct wql_cond **ret)
{
	AUTO_COND *c = NULL, *sub = NULL;
	int rc;

	if (l->depth == WQL_MAX_DEPTH)
		return -1;
	l->depth++;
	if (take_word(l, "NOT")) {
		rc = parse_not(l, &sub);
		if (!rc) {
			c = cond_new(WQL_NOT);
			vec_push(&c->sub, TAKE(sub));
		}
	} else if (l->token == T_OPEN) {
		rc = parse_group(l, &c);
	} else {
		rc = parse_comparison(l, &c);
	}
	l->depth--;
	if (!rc)
		*ret = TAKE(c);
	return rc;
}

/* a AND b AND c is one node with three below, however long the list. */
static int parse_list(struct lexer *l, enum wql_kind kind, const char *word,
		      int (*part)(struct lexer *, struct wql_cond **),
		      struct wql_cond **ret)
{
	AUTO_COND *first = NULL, *list = NULL;

	if (part(l, &first) < 0)
		return -1;
	while (take_word(l, word)) {
		struct wql_cond *more;

		if (part(l, &more) < 0)
			return -1;
		if (!list) {
			list = cond_new(kind);
			vec_push(&list->sub, TAKE(first));
		}
		vec_push(&list->sub, more);
	}
	*ret = list ? TAKE(list) : TAKE(first);
	return 0;
}

static int parse_and(struct lexer *l, struct wql_cond **ret)
{
	return parse_list(l, WQL_AND, "AND", parse_not, ret);
}

static int parse_or(struct lexer *l, struct wql_cond **ret)
{
	return parse_list(l, WQL_OR, "OR", parse_and, ret);
}

/* --- the three kinds of query --- */

static int parse_select(struct lexer *l, struct wql_query *q)
{
	q->form = WQL_SELECT;
	if (l->token == T_STAR) {
		q->all = true;
		next(l);
	} else {
		char *name = NULL;

		if (take_name(l, &name) < 0)
			return -1;
		vec_push(&q->props, name);
		while (l->token == T_COMMA) {
			name = NULL;
			next(l);
			if (take_name(l, &name) < 0)
				return -1;
			vec_push(&q->props, name);
		}
	}
	if (!take_word(l, "FROM") || take_name(l, &q->cls) < 0)
		return -1;
	if (take_word(l, "WHERE") && parse_or(l, &q->where) < 0)
		return -1;
	return l->token == T_END ? 0 : -1;
}

static int parse_of(struct lexer *l, struct wql_query *q)
{
	const char *p, *end;

	if (!is_word(l, "OF"))
		return -1;
	p = l->p + strspn(l->p, " \t\r\n");
	if (*p != '{' || sim_path_parse(p + 1, &end, &q->of) < 0)
		return -1;
	end += strspn(end, " \t\r\n");
	if (*end != '}')
		return -1;
	l->p = end + 1;
	next(l);
	return 0;
}

/* Classes and roles stand bare or in quotes. */
static int take_setting(struct lexer *l, char **ret)
{
	if (l->token != T_OP || l->op != WQL_EQ)
		return -1;
	next(l);
	if (l->token == T_STRING)
		l->token = T_NAME;
	return take_name(l, ret);
}

static int parse_setting(struct lexer *l, struct wql_query *q)
{
	bool assoc = q->form == WQL_ASSOCIATORS;
	AUTO_FREE char *ignored = NULL;

	if (take_word(l, "ResultClass"))
		return take_setting(l, &q->result_class);
	if (take_word(l, "Role"))
		return take_setting(l, &q->role);
	if (assoc && take_word(l, "AssocClass"))
		return take_setting(l, &q->assoc_class);
	if (assoc && take_word(l, "ResultRole"))
		return take_setting(l, &q->result_role);
	if (take_word(l, "KeysOnly"))
		return 0;
	q->unsupported = true;
	if (take_word(l, "ClassDefsOnly") || take_word(l, "SchemaOnly"))
		return 0;
	if (take_word(l, "RequiredQualifier") ||
	    (assoc && take_word(l, "RequiredAssocQualifier")))
		return take_setting(l, &ignored);
	return -1;
}

static int parse_relation(struct lexer *l, struct wql_query *q,
			  enum wql_form form)
{
	q->form = form;
	if (parse_of(l, q) < 0)
		return -1;
	if (take_word(l, "WHERE")) {
		do {
			if (parse_setting(l, q) < 0)
				return -1;
		} while (l->token != T_END);
	}
	return l->token == T_END ? 0 : -1;
}

int wql_parse(const char *text, struct wql_query *q)
{
	struct lexer l = { .p = text, .text = STR_INIT };
	int rc = -1;

	memset(q, 0, sizeof *q);
	if (strnlen(text, WQL_MAX_TEXT) == WQL_MAX_TEXT)
		return -1;
	next(&l);
	if (take_word(&l, "SELECT"))
		rc = parse_select(&l, q);
	else if (take_word(&l, "ASSOCIATORS"))
		rc = parse_relation(&l, q, WQL_ASSOCIATORS);
	else if (take_word(&l, "REFERENCES"))
		rc = parse_relation(&l, q, WQL_REFERENCES);
	str_free(&l.text);
	return rc;
}

void wql_query_clear(struct wql_query *q)
{
	for (size_t i = 0; i < q->props.n; i++)
		free(q->props.v[i]);
	vec_free(&q->props);
	free(q->cls);
	cond_free(q->where);
	free(q->of);
	free(q->assoc_class);
	free(q->result_class);
	free(q->role);
	free(q->result_role);
	memset(q, 0, sizeof *q);
}
