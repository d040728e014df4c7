# want +1 `^this is not Python: "<<<<<<< HEAD" \(and 2 more\)$`
<<<<<<< HEAD
x = 1
=======
x = 2
>>>>>>> branch
