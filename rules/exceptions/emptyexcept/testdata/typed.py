# options: {check-typed: false, defer: false}
try:
    step()
except ValueError:
    pass

try:
    step()
# want +1 "^Exception"
except Exception:
    pass

try:
    step()
# want +1 "^everything is caught"
except:
    pass

try:
    import apex
# want +1 "^Exception"
except Exception:
    pass
