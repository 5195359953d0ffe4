/* sim/wql_ast.h - a query, parsed; between wql_parse.c and its evaluation */
#ifndef HVSH_SIM_WQL_AST_H
#define HVSH_SIM_WQL_AST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/vec.h"
#include "sim/wql.h"

struct sim_ref;

/* Bounds on what a stranger may send. */
#define WQL_MAX_TEXT 262144
#define WQL_MAX_DEPTH 64

enum wql_op { WQL_EQ, WQL_NE, WQL_LT, WQL_LE, WQL_GT, WQL_GE, WQL_LIKE, WQL_ISA };
enum wql_kind { WQL_AND, WQL_OR, WQL_NOT, WQL_COMPARE, WQL_IS_NULL };
enum wql_literal { WQL_STRING, WQL_NUMBER, WQL_BOOL, WQL_NULL };

struct wql_cond {
	enum wql_kind kind;
	VEC(struct wql_cond *) sub;     /* of AND, OR; one of NOT */
	char *prop;                     /* of COMPARE, IS_NULL */
	enum wql_op op;
	enum wql_literal type;
	char *text;                     /* "true" or "false" of a WQL_BOOL */
};

enum wql_form { WQL_SELECT, WQL_ASSOCIATORS, WQL_REFERENCES };

struct wql_query {
	enum wql_form form;
	bool all;                       /* SELECT * */
	VEC(char *) props;
	char *cls;                      /* FROM */
	struct wql_cond *where;         /* or NULL */
	struct sim_ref *of;
	char *assoc_class, *result_class, *role, *result_role;
	bool unsupported;               /* ClassDefsOnly and the like */
};

/* -1: this is no WQL; *q is to be cleared in any case. */
int wql_parse(const char *text, struct wql_query *q);
void wql_query_clear(struct wql_query *q);

/* Does 'text' match a LIKE pattern? */
bool wql_like(const char *text, const char *pattern);

#endif
