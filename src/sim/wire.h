/* sim/wire.h - what WS-Management's documents are made of
 *
 * The names of the namespaces, text as Windows escapes it, and UTF-16, in
 * which a request may come and its reply then goes.
 */
#ifndef HVSH_SIM_WIRE_H
#define HVSH_SIM_WIRE_H

#include <stdbool.h>
#include <stddef.h>

struct str;

#define SIM_XMLNS_S "http://www.w3.org/2003/05/soap-envelope"
#define SIM_XMLNS_A "http://schemas.xmlsoap.org/ws/2004/08/addressing"
#define SIM_XMLNS_N "http://schemas.xmlsoap.org/ws/2004/09/enumeration"
#define SIM_XMLNS_X "http://schemas.xmlsoap.org/ws/2004/09/transfer"
#define SIM_XMLNS_E "http://schemas.xmlsoap.org/ws/2004/08/eventing"
#define SIM_XMLNS_W "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"
#define SIM_XMLNS_P "http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd"
#define SIM_XMLNS_F "http://schemas.microsoft.com/wbem/wsman/1/wsmanfault"
#define SIM_XMLNS_B "http://schemas.dmtf.org/wbem/wsman/1/cimbinding.xsd"
#define SIM_XMLNS_CIM "http://schemas.dmtf.org/wbem/wscim/1/common"
#define SIM_XMLNS_ID \
	"http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd"
#define SIM_ANONYMOUS SIM_XMLNS_A "/role/anonymous"

/* & < > " ' as entities, control characters but TAB, LF and CR as '?'
 * (MS-WSMV 3.1.4.1.25). */
void sim_add_text(struct str *to, const char *text);
/* <tag>text</tag>, the text escaped so */
void sim_add_leaf(struct str *to, const char *tag, const char *text);

/* "uuid:" and a new random UUID in capitals. */
void sim_add_uuid(struct str *to);

/* How many 16-bit units the text takes, as Windows counts the size of an
 * envelope. */
size_t sim_utf16_units(const char *text, size_t len);
/* Is that UTF-16, by its byte order mark or by how "<" looks? */
bool sim_is_utf16(const char *data, size_t len);
void sim_add_utf16(struct str *to, const char *text, size_t len); /* LE, BOM */

#endif
