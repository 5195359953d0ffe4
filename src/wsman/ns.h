/* wsman/ns.h - namespaces and actions of WS-Management */
#ifndef HVSH_WSMAN_NS_H
#define HVSH_WSMAN_NS_H

#define NS_SOAP   "http://www.w3.org/2003/05/soap-envelope"
#define NS_ADDR   "http://schemas.xmlsoap.org/ws/2004/08/addressing"
#define NS_ENUM   "http://schemas.xmlsoap.org/ws/2004/09/enumeration"
#define NS_XFER   "http://schemas.xmlsoap.org/ws/2004/09/transfer"
#define NS_WSMAN  "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"
#define NS_MSWS   "http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd"
#define NS_FAULT  "http://schemas.microsoft.com/wbem/wsman/1/wsmanfault"
#define NS_IDENT  "http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd"

#define WSMAN_ANONYMOUS  NS_ADDR "/role/anonymous"
#define WSMAN_DIALECT_WQL "http://schemas.microsoft.com/wbem/wsman/1/WQL"

#define ACTION_GET       NS_XFER "/Get"
#define ACTION_ENUMERATE NS_ENUM "/Enumerate"
#define ACTION_PULL      NS_ENUM "/Pull"
#define ACTION_RELEASE   NS_ENUM "/Release"

#endif
