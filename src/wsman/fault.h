/* wsman/fault.h - a SOAP Fault becomes a struct err */
#ifndef HVSH_WSMAN_FAULT_H
#define HVSH_WSMAN_FAULT_H

#include "base/err.h"
#include "xml/xml.h"

/* Codes that something is done about (FACTS 6.5, 6.9). */
#define WSMAN_NOT_FOUND      2150858752u
#define WSMAN_BAD_QUERY      2150858778u /* no such class or namespace, .. */
#define WSMAN_TIMED_OUT      2150858793u
#define WSMAN_BAD_SCHEMA     2150858817u /* SchemaValidationError */
#define WSMAN_REPLY_TOO_BIG  2150858824u
#define WSMAN_REPLY_LIMIT    2150858825u /* the same, of the host's own limit */

/*
 * Reads the s:Fault element: the innermost text that the host gives and its
 * code, "TEXT (code 2150858752, 0x80338000)"; the SOAP reason where there is
 * no detail. Returns -1, as all that sets an error does.
 */
int wsman_fault(const xml_node *fault, struct err *e);

/* A host's text without blanks at its ends, its lines joined by one blank;
 * yours to free. */
char *wsman_one_line(const char *text);

#endif
